"use strict";

// What each node knows at a moment: a row for each node beside the diagram.

const STRIP_WIDTH = 150;
const STRIP_HEIGHT = 14;
const MOST_NAMED = 6;

class Views {

  constructor(run, knowledge) {
    this.run = run;
    this.knowledge = knowledge;
    this.received = run.rows.map(() => []);
    for (const event of run.events) {
      if (event.kind === "receive" && run.rowOf.has(event.of.dest)) {
        this.received[run.rowOf.get(event.of.dest)].push(event);
      }
    }
  }

  show(time, filter) {
    const box = byId("views");
    if (this.knowledge.isSet) {
      box.replaceChildren(this.sets(time));
    } else {
      box.replaceChildren(this.lastWords(time, filter));
    }
  }

  /** Which values each node has been told by then. A filled part of the strip is a value that it has. */
  sets(time) {
    const begun = this.knowledge.values.filter(value => this.knowledge.additions.get(value).begun <= time);
    const rows = [];
    this.run.rows.forEach((row, i) => {
      if (!row.service) {
        const has = begun.map(value => this.knowledge.has(i, value, time));
        const lacks = begun.filter((value, j) => !has[j]);
        const named = lacks.slice(0, MOST_NAMED).join(", ") + (lacks.length > MOST_NAMED ? ", …" : "");
        const rest = begun.length === 0 ? "–" : lacks.length === 0 ? "all" : `lacks ${shorten(named, 60)}`;
        rows.push([row.name, `${begun.length - lacks.length} of ${begun.length}`, strip(has), rest]);
      }
    });
    return table("Values that each node had been told by then", ["node", "has", "oldest … newest", ""], rows, [1]);
  }

  /** For all other workloads: what each node heard last, and when it was told the filter's value. */
  lastWords(time, filter) {
    const wanted = filter.value !== "";
    const rows = this.run.rows.map((row, i) => {
      const heard = this.received[i].slice(0, d3.bisector(event => event.time).right(this.received[i], time));
      const last = wanted ? heard.find(event => filter.mentionedIn(event.of.line, event.of.body)) : heard.at(-1);
      return [row.name, figure(heard.length),
        last === undefined ? "–" : `${seconds(last.time)}: ${last.of.type} from ${last.of.src}`];
    });
    return table(wanted ? `When each node first heard of ${shorten(filter.value, 20)}` : "What each node received last",
        ["node", "received", wanted ? "first told" : "last"], rows, [1]);
  }
}

/** A row of cells, filled for true; many share a cell, which is then filled in part. */
function strip(has) {
  const canvas = element("canvas", {class: "strip"});
  const ratio = window.devicePixelRatio || 1;
  canvas.width = STRIP_WIDTH * ratio;
  canvas.height = STRIP_HEIGHT * ratio;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const cells = Math.min(has.length, STRIP_WIDTH / 2);
  const width = Math.min(10, STRIP_WIDTH / Math.max(1, cells));
  for (let cell = 0; cell < cells; cell++) {
    const part = has.slice(Math.floor(cell * has.length / cells), Math.floor((cell + 1) * has.length / cells));
    const share = part.filter(Boolean).length / part.length;
    pen.fillStyle = Style.accent;
    pen.fillRect(cell * width, STRIP_HEIGHT * (1 - share), width - (width > 4 ? 1 : 0), STRIP_HEIGHT * share);
    if (share < 1) {
      pen.fillStyle = Style.lost;
      pen.fillRect(cell * width, STRIP_HEIGHT / 2 - 1, width - (width > 4 ? 1 : 0), 2);
    }
  }
  return canvas;
}
