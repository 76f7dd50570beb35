"use strict";

// Operations as bars and messages as arrows; where there are too many for arrows, some of them and a density.

/** More arrows than this at once are neither readable nor quickly drawn; the rest shows as bars of density. */
const MOST_ARROWS = 1_500;
const MOST_ARROWHEADS = 800;
const MOST_DASHED = 600;
const MOST_LABELS = 40;
/** How much room it takes to say why a message was lost. */
const REASON_WIDTH = 40;
/** Where on an arrow its type stands. */
const TYPE_AT = 0.35;
/** How wide a bar of density is. */
const DENSITY_PIXELS = 2;

class Picture {

  constructor(run, layout) {
    this.run = run;
    this.layout = layout;
    this.filter = new Filter();
    this.drawn = [];
    this.counts = {visible: 0, drawn: 0};
  }

  draw(pen) {
    this.drawOperations(pen);
    this.drawMessages(pen);
  }

  drawOperations(pen) {
    pen.font = SMALL_FONT;
    for (const operation of this.run.operations) {
      if (this.layout.shows(operation.begun, operation.ended) && this.filter.admitsOperation(operation)) {
        this.drawOperation(pen, operation);
      }
    }
    pen.font = FONT;
  }

  /** A bar: filled if ok, with a dashed edge if it failed or its outcome is unknown; a tick where it is too short. */
  drawOperation(pen, operation) {
    const {x, y, width, height} = this.layout.bar(operation);
    const ok = operation.outcome === "ok";
    pen.strokeStyle = pen.fillStyle = outcomeColour(operation);
    if (width <= 4) {
      pen.fillRect(Math.round(x), y, ok ? 1 : 3, height);
      return;
    }
    pen.globalAlpha = ok ? 0.25 : 0.12;
    pen.fillRect(x, y, width, height);
    pen.globalAlpha = 1;
    pen.lineWidth = 1;
    pen.setLineDash(ok ? [] : [3, 2]);
    pen.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
    pen.setLineDash([]);
    if (height >= 9) {
      const left = Math.max(x, GUTTER);
      label(pen, describeOperation(operation, 24), left + 4, y + height / 2 + 0.5, x + width - left - 6);
    }
  }

  /** Messages in view that the filter admits. */
  visibleMessages() {
    const {messages} = this.run;
    const to = this.layout.view[1];
    const visible = [];
    for (let i = this.run.firstMessageAt(this.layout.view[0]); i < messages.length && messages[i].sent <= to; i++) {
      const message = messages[i];
      const placed = message.from >= 0 && message.to >= 0;
      if (placed && this.layout.shows(message.sent, message.ended) && this.filter.admitsMessage(message)) {
        visible.push(message);
      }
    }
    return visible;
  }

  drawMessages(pen) {
    const visible = this.visibleMessages();
    const crowded = visible.length > MOST_ARROWS;
    const candidates = crowded ? visible.filter(message => !message.client) : visible;
    this.drawn = someOf(candidates.filter(message => message.fate !== LOST), MOST_ARROWS)
        .concat(someOf(candidates.filter(message => message.fate === LOST), MOST_ARROWS / 2));
    this.counts = {visible: visible.length, drawn: this.drawn.length};
    if (crowded) {
      this.drawDensity(pen, candidates);
    }
    this.drawn.forEach(message => message.ends = this.layout.arrow(message));
    this.run.typeNames.forEach((type, position) => {
      const ofType = this.drawn.filter(message => message.type === type);
      const dash = this.drawn.length <= MOST_DASHED ? Style.typeDash(position) : [];
      this.drawArrows(pen, ofType, Style.typeColour(position), dash);
    });
    drawBreaks(pen, this.drawn.filter(message => message.fate === LOST));
    if (this.drawn.length <= MOST_LABELS) {
      this.drawTypes(pen);
    }
  }

  /** For each row and pixel, how many messages it sends and receives there: a bar that hangs from its line. */
  drawDensity(pen, messages) {
    const columns = Math.ceil(this.layout.width / DENSITY_PIXELS);
    const counts = this.run.rows.map(() => new Uint32Array(columns));
    let most = 1;
    const count = (row, time) => {
      const column = Math.floor(this.layout.x(time) / DENSITY_PIXELS);
      if (column >= 0 && column < columns) {
        most = Math.max(most, ++counts[row][column]);
      }
    };
    for (const message of messages) {
      count(message.from, message.sent);
      if (message.fate === RECEIVED) {
        count(message.to, message.ended);
      }
    }
    pen.fillStyle = Style.accent;
    pen.globalAlpha = 0.55;
    counts.forEach((row, i) => {
      const y = this.layout.lineY(i) + 1;
      pen.beginPath();
      pen.moveTo(0, y);
      row.forEach((number, column) => {
        const height = number === 0 ? 0 : Math.max(1, number / most * this.layout.rowHeight * 0.28);
        pen.lineTo(column * DENSITY_PIXELS, y + height);
        pen.lineTo((column + 1) * DENSITY_PIXELS, y + height);
      });
      pen.lineTo(this.layout.width, y);
      pen.fill();
    });
    pen.globalAlpha = 1;
  }

  drawArrows(pen, messages, colour, dash) {
    pen.strokeStyle = pen.fillStyle = colour;
    pen.lineWidth = this.drawn.length > MOST_ARROWHEADS ? 0.6 : 1.2;
    pen.globalAlpha = this.drawn.length > MOST_ARROWHEADS ? 0.5 : 0.9;
    pen.setLineDash(dash);
    pen.beginPath();
    for (const {ends: [x1, y1, x2, y2]} of messages) {
      pen.moveTo(x1, y1);
      pen.lineTo(x2, y2);
    }
    pen.stroke();
    pen.setLineDash([]);
    if (this.drawn.length <= MOST_ARROWHEADS) {
      pen.beginPath();
      messages.filter(message => message.fate === RECEIVED).forEach(message => arrowhead(pen, ...message.ends));
      pen.fill();
    }
    pen.globalAlpha = 1;
  }

  /** With few arrows, each carries its type, unless other words stand there already. */
  drawTypes(pen) {
    pen.textAlign = "center";
    pen.font = SMALL_FONT;
    const taken = this.drawn.filter(message => message.fate === LOST).map(({ends: [, , x, y]}) =>
        ({x: x + REASON_WIDTH / 2, y, width: REASON_WIDTH}));
    for (const {type, client, ends: [x1, y1, x2, y2]} of this.drawn) {
      const [x, y] = [x1 + (x2 - x1) * TYPE_AT, y1 + (y2 - y1) * TYPE_AT];
      const text = shorten(type, 20);
      const width = pen.measureText(text).width;
      const overlaps = taken.some(each => Math.abs(each.x - x) < (each.width + width) / 2 && Math.abs(each.y - y) < 14);
      if (client || overlaps || Math.hypot(x2 - x1, y2 - y1) < 60) {
        continue;
      }
      taken.push({x, y, width});
      pen.fillStyle = Style.typeColour(this.run.typeNames.indexOf(type));
      plate(pen, text, x, y);
    }
    pen.font = FONT;
  }
}

/** At most this many of these messages, spread evenly. A closer view shows the same ones and more. */
function someOf(messages, most) {
  const stride = 2 ** Math.max(0, Math.ceil(Math.log2(messages.length / most)));
  return messages.filter(message => message.id % stride === 0);
}

/** A lost message breaks off with a cross, and where there is room, with the cause of the loss. */
function drawBreaks(pen, lost) {
  pen.strokeStyle = pen.fillStyle = Style.lost;
  pen.lineWidth = 2;
  pen.textAlign = "left";
  const size = lost.length > 300 ? 2.5 : 4;
  pen.beginPath();
  for (const {ends: [, , x, y]} of lost) {
    pen.moveTo(x - size, y - size);
    pen.lineTo(x + size, y + size);
    pen.moveTo(x + size, y - size);
    pen.lineTo(x - size, y + size);
  }
  pen.stroke();
  const isFree = (x, y) =>
      lost.every(({ends: [, , x2, y2]}) => x2 <= x || x2 > x + REASON_WIDTH || Math.abs(y2 - y) > 10);
  if (lost.length <= MOST_LABELS) {
    lost.filter(({ends: [, , x, y]}) => isFree(x, y)).forEach(({why, ends: [, , x, y]}) => pen.fillText(why, x + 7, y));
  }
}

function outcomeColour(operation) {
  return {ok: Style.ok, fail: Style.fail, info: Style.info, open: Style.info}[operation.outcome];
}
