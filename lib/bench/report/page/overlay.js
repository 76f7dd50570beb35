"use strict";

// What moves above the picture: the cursor, what is chosen or under the mouse, marks, and the spread of a value.

class Overlay {

  constructor(run, layout, knowledge, marks) {
    this.run = run;
    this.layout = layout;
    this.knowledge = knowledge;
    this.marks = marks;
  }

  /** @param shown what to highlight, and `cursor`, the time of the line across */
  draw(pen, {cursor, chosen, hovered, filter}) {
    this.drawSpread(pen, filter.value);
    this.drawCursor(pen, cursor);
    for (const of of new Set([hovered, chosen])) {
      if (of !== null) {
        this.highlight(pen, of);
      }
    }
    this.drawMarks(pen);
  }

  /** Where the filter names a value of a set: each node's line is thick from when it was told. */
  drawSpread(pen, value) {
    if (!this.knowledge.additions.has(value)) {
      return;
    }
    pen.strokeStyle = pen.fillStyle = Style.accent;
    pen.lineWidth = 4;
    this.knowledge.lives.forEach((lives, row) => lives.forEach((life, i) => {
      const telling = life.told.get(value);
      if (telling !== undefined) {
        const y = this.layout.lineY(row);
        const begin = this.layout.x(telling.time);
        const end = this.layout.x(lives[i + 1]?.begun ?? this.run.end);
        pen.beginPath();
        pen.moveTo(begin, y);
        pen.lineTo(Math.max(begin, Math.min(end, this.layout.width - RIGHT_MARGIN)), y);
        pen.stroke();
        pen.beginPath();
        pen.arc(begin, y, 5, 0, 2 * Math.PI);
        pen.fill();
      }
    }));
  }

  drawCursor(pen, time) {
    const x = Math.round(this.layout.x(time)) + 0.5;
    pen.strokeStyle = Style.accent;
    pen.lineWidth = 1;
    pen.setLineDash([4, 3]);
    pen.beginPath();
    pen.moveTo(x, this.layout.top);
    pen.lineTo(x, this.layout.height - AXIS + 6);
    pen.stroke();
    pen.setLineDash([]);
  }

  /** Each marked operation has a flag with its number, as in the story. */
  drawMarks(pen) {
    this.marks.forEach((operation, i) => {
      if (!this.layout.shows(operation.begun, operation.ended)) {
        return;
      }
      const {x, y, width, height} = this.layout.bar(operation);
      pen.strokeStyle = pen.fillStyle = Style.mark;
      pen.lineWidth = 2;
      pen.strokeRect(x - 1, y - 1, width + 2, height + 2);
      pen.beginPath();
      const flag = Math.max(x, GUTTER + 8); // not half of it, where the view begins later
      pen.arc(flag, y - 1, 8, 0, 2 * Math.PI);
      pen.fill();
      pen.fillStyle = Style.paper;
      pen.textAlign = "center";
      pen.font = BOLD_FONT;
      pen.fillText(String(i + 1), flag, y);
    });
  }

  /** Something that somebody chose or points to. */
  highlight(pen, of) {
    pen.strokeStyle = pen.fillStyle = Style.accent;
    pen.lineWidth = 3;
    if (of.sent !== undefined) {
      this.highlightMessage(pen, of);
    } else if (of.begun !== undefined && of.node !== undefined) {
      const {x, y, width, height} = this.layout.bar(of);
      pen.strokeRect(x - 2, y - 2, width + 4, height + 4);
    } else if (of.time !== undefined && this.run.rowOf.has(of.node)) {
      pen.beginPath();
      pen.arc(this.layout.x(of.time), this.layout.lineY(this.run.rowOf.get(of.node)), 9, 0, 2 * Math.PI);
      pen.stroke();
    }
  }

  highlightMessage(pen, message) {
    const ends = this.layout.arrow(message);
    pen.beginPath();
    pen.moveTo(ends[0], ends[1]);
    pen.lineTo(ends[2], ends[3]);
    pen.stroke();
    if (message.fate === RECEIVED) {
      pen.beginPath();
      arrowhead(pen, ...ends, 9);
      pen.fill();
    } else if (message.fate === LOST) {
      drawBreaks(pen, [{...message, ends}]);
    }
  }
}
