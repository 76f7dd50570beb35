"use strict";

// What messages and operations are drawn on: the grid of time, faults, the lines of nodes and what becomes of them.

const CHANGE_SIGNS = {started: "○", killed: "✕", crashed: "✕", paused: "‖", resumed: "▸", deaf: "⊘"};

class Backdrop {

  constructor(run, layout) {
    this.run = run;
    this.layout = layout;
  }

  draw(pen) {
    this.drawFaults(pen);
    this.drawGrid(pen);
    this.drawLines(pen);
    this.drawLogs(pen);
  }

  /** A fault shades the time that it lasts. The nodes that it hits are hatched, and its name is at the top. */
  drawFaults(pen) {
    const pattern = hatching(pen, Style.fault, 8);
    for (const fault of this.run.faults.filter(each => this.layout.shows(each.begun, each.ended))) {
      const left = Math.max(GUTTER, this.layout.x(fault.begun));
      const width = Math.min(this.layout.width - RIGHT_MARGIN, this.layout.x(fault.ended ?? this.run.end)) - left;
      pen.globalAlpha = 0.08;
      pen.fillStyle = Style.fault;
      pen.fillRect(left, this.layout.top, width, this.layout.height - AXIS - this.layout.top);
      pen.globalAlpha = 0.5;
      pen.fillStyle = pattern;
      for (const name of nodesHit(fault, this.run)) {
        pen.fillRect(left, this.layout.rowTop(this.run.rowOf.get(name)) + 1, width, this.layout.rowHeight - 2);
      }
      pen.globalAlpha = 1;
      this.drawFaultName(pen, fault, left, width);
    }
  }

  drawFaultName(pen, fault, left, width) {
    const top = 4 + FAULT_LANE * this.layout.faultLanes.indexOf(fault.name);
    pen.fillStyle = Style.paper;
    pen.strokeStyle = Style.fault;
    pen.lineWidth = 1;
    pen.fillRect(left, top, width, FAULT_LANE - 4);
    pen.strokeRect(left + 0.5, top + 0.5, width - 1, FAULT_LANE - 5);
    label(pen, describeFault(fault, this.run), left + 5, top + FAULT_LANE / 2 - 1.5, width - 10);
  }

  /** Seconds at which a line goes from top to bottom. */
  get ticks() {
    const [from, to] = this.layout.view.map(time => time / NANOS_PER_SECOND);
    return d3.ticks(from, to, Math.max(2, Math.round(this.layout.plotWidth / 110)));
  }

  drawGrid(pen) {
    pen.strokeStyle = Style.line;
    pen.lineWidth = 1;
    pen.beginPath();
    for (const tick of this.ticks) {
      const x = Math.round(this.layout.x(tick * NANOS_PER_SECOND)) + 0.5;
      pen.moveTo(x, this.layout.top);
      pen.lineTo(x, this.layout.height - AXIS);
    }
    pen.stroke();
  }

  /** The times below the diagram, with as many digits as tell them apart. */
  drawTimes(pen) {
    const {ticks} = this;
    const step = ticks.length > 1 ? ticks[1] - ticks[0] : 1;
    const digits = Math.max(0, Math.min(7, Math.ceil(-Math.log10(step) - 1e-9)));
    pen.fillStyle = Style.muted;
    pen.textAlign = "center";
    for (const tick of ticks) {
      const nanos = tick * NANOS_PER_SECOND;
      pen.fillText(seconds(nanos, digits), this.layout.x(nanos), this.layout.height - AXIS / 2 + 2);
    }
  }

  /** A node's line: solid while it runs, dotted while it is paused, dashed when it is deaf, none while it is killed. */
  drawLines(pen) {
    this.run.rows.forEach((row, i) => {
      let since = this.run.begin;
      let state = "started";
      for (const change of this.run.changes.filter(each => each.node === row.name)) {
        this.drawLine(pen, row, i, state, since, change.time);
        since = change.time;
        state = change.state === "resumed" ? "started" : change.state;
      }
      this.drawLine(pen, row, i, state, since, this.run.end);
    });
    pen.setLineDash([]);
  }

  drawLine(pen, row, position, state, from, to) {
    if (state === "killed" || state === "crashed" || !this.layout.shows(from, to)) {
      return;
    }
    const y = Math.round(this.layout.lineY(position)) + 0.5;
    pen.strokeStyle = state === "deaf" ? Style.fail : row.service ? Style.muted : Style.ink;
    pen.lineWidth = state === "paused" ? 1 : 1.4;
    pen.setLineDash(state === "paused" ? [1, 5] : state === "deaf" ? [10, 4] : []);
    pen.beginPath();
    pen.moveTo(Math.max(GUTTER, this.layout.x(from)), y);
    pen.lineTo(Math.min(this.layout.width - RIGHT_MARGIN, this.layout.x(to)), y);
    pen.stroke();
  }

  /**
   * Kills, starts and pauses, as signs on the node's line, and in words where the words before leave room. They stand
   * above the arrows, which would hide them.
   */
  drawChanges(pen) {
    pen.textAlign = "center";
    const wordsEnd = this.run.rows.map(() => GUTTER);
    for (const change of this.run.changes) {
      if (this.layout.shows(change.time, change.time) && change.time > this.run.begin) {
        const row = this.run.rowOf.get(change.node);
        const x = this.layout.x(change.time);
        const y = this.layout.lineY(row);
        pen.fillStyle = change.state === "started" || change.state === "resumed" ? Style.ok : Style.fail;
        pen.font = BOLD_FONT;
        pen.fillText(CHANGE_SIGNS[change.state] ?? "?", x, y + 1);
        pen.font = SMALL_FONT;
        const half = pen.measureText(change.state).width / 2;
        const middle = Math.max(x, GUTTER + half + 2);
        if (middle - half > wordsEnd[row]) {
          plate(pen, change.state, middle, y + 14);
          wordsEnd[row] = middle + half + 4;
        }
      }
    }
    pen.font = FONT;
  }

  /** Lines that a node logged, as ticks below its line. */
  drawLogs(pen) {
    pen.fillStyle = Style.muted;
    for (const log of this.run.logs) {
      if (this.layout.shows(log.time, log.time) && this.run.rowOf.has(log.node)) {
        pen.fillRect(this.layout.x(log.time) - 1, this.layout.lineY(this.run.rowOf.get(log.node)) + 3, 2, 5);
      }
    }
  }

  /** The names of nodes, services and kinds of faults, at the left. */
  drawNames(pen) {
    pen.textAlign = "right";
    pen.fillStyle = Style.ink;
    this.run.rows.forEach((row, i) => {
      pen.font = row.service ? ITALIC_FONT : BOLD_FONT;
      pen.fillText(shorten(row.name, 10), GUTTER - 10, this.layout.lineY(i));
    });
    pen.font = SMALL_FONT;
    pen.fillStyle = Style.muted;
    this.layout.faultLanes.forEach((name, i) =>
        pen.fillText(shorten(name, 11), GUTTER - 10, 4 + FAULT_LANE * (i + 0.5)));
    pen.font = FONT;
  }
}
