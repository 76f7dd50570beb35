"use strict";

// Puts the page together: reads what is embedded, fills in the words, and connects keys, buttons and diagram.

/** Unpacks the journal that is embedded as gzip in base64. */
async function readJournal() {
  const packed = Uint8Array.from(atob(byId("journal").textContent), letter => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

const BADGES = {true: "✓ valid", false: "✗ invalid", unknown: "? unknown", broken: "✗ broke"};

class Page {

  constructor(head, text) {
    this.head = head;
    this.run = new Run(text);
    this.knowledge = new Knowledge(this.run, head.nodesHearAll);
    this.filter = new Filter();
    this.current = -1;
    this.stories = new Stories(this.run, head, operation => this.goToOperation(operation));
    this.marks = this.stories.marks;
    Style.read();
    this.showHead();
    this.stories.show();
    this.views = new Views(this.run, this.knowledge);
    this.diagram = new Diagram(this.run, this.knowledge, this.marks, {
      chosen: event => this.choose(event),
      viewed: () => this.viewed(),
    });
    this.charts = new Charts(this.run, head, time => this.goTo(time));
    this.charts.draw();
    this.fillFilters();
    showLegend(this.run);
    showCost(this.run, head.omitted);
    showSlowest(this.run, this.knowledge, operation => this.goToOperation(operation));
    this.views.show(this.run.end, this.filter);
    byId("now-title").textContent = "At the end";
    this.listen();
  }

  // The words on top

  showHead() {
    const {head} = this;
    document.title = `${BADGES[head.valid]} ${head.title}`;
    byId("title").textContent = head.title;
    const badge = byId("verdict-badge");
    badge.textContent = BADGES[head.valid];
    badge.className = `badge ${head.valid}`;
    byId("facts").append(...head.facts.flatMap(([name, value]) =>
        [element("div", {}, element("dt", {}, name), element("dd", {}, value))]));
    byId("command").append(...(head.command ?? "").split(" ").flatMap(word => [element("span", {}, word), " "]));
    if (head.leftOut.length > 0) {
      byId("left-out").hidden = false;
      byId("left-out").textContent = "This run is too large for one page, so the page leaves out "
          + `${head.leftOut.join("; ")}. journal.jsonl has it all.`;
    }
  }

  fillFilters() {
    const kinds = [...new Set(this.run.operations.map(operation => operation.f))].filter(f => !this.run.types.has(f));
    const options = names => ["", ...names].map(name => element("option", {value: name}, name === "" ? "all" : name));
    byId("filter-type").replaceChildren(...options([...this.run.typeNames, ...kinds]));
    byId("filter-node").replaceChildren(...options(this.run.rows.map(row => row.name)));
  }

  // Moving about

  viewed() {
    this.charts?.setView(this.diagram.layout.view);
    const {visible, drawn} = this.diagram.picture.counts;
    const [from, to] = this.diagram.layout.view;
    byId("shown").textContent = `${seconds(from)} to ${seconds(to)}: ${plural(visible, "message")}`
        + (this.filter.none ? "" : " that pass the filter") + "."
        + (drawn === visible ? "" : " Too many to draw. Zoom in to see them all"
            + (drawn === 0 ? "." : `; shown are ${figure(drawn)} of those between nodes, and bars below the lines for `
                + "the number of all."));
  }

  choose(event) {
    this.current = this.run.events.indexOf(event);
    this.diagram.choose(event);
    byId("now-title").textContent = `At ${seconds(event.time, 4)}`;
    byId("now-text").textContent = describeEvent(event, this.run);
    const json = this.run.raw(event.kind === "receive" || event.kind === "lose" ? event.of.line : event.line);
    byId("now-json").hidden = false;
    byId("now-json").replaceChildren(...breakable(shorten(json, 5_000)));
    this.views.show(event.time, this.filter);
  }

  /** Goes to the next event that the filter admits (direction 1), or the one before (-1). */
  step(direction) {
    const {events} = this.run;
    if (this.current < 0) {
      const first = d3.bisector(event => event.time).left(events, this.diagram.layout.view[0]);
      this.current = direction > 0 ? first - 1 : first;
    }
    for (let i = this.current + direction; i >= 0 && i < events.length; i += direction) {
      if (this.filter.admitsEvent(events[i])) {
        this.choose(events[i]);
        return;
      }
    }
  }

  stepMark(direction) {
    if (this.marks.length > 0) {
      const at = this.marks.indexOf(this.run.events[this.current]?.of);
      const next = at < 0 ? (direction > 0 ? 0 : this.marks.length - 1) : at + direction;
      this.goToOperation(this.marks[(next + this.marks.length) % this.marks.length]);
    }
  }

  /** Shows an operation with what happened around it, and chooses it. */
  goToOperation(operation) {
    const end = operation.ended ?? this.run.end;
    const around = Math.max((end - operation.begun) * 3, Math.min(this.run.usualTravel * 20, 250e6));
    this.diagram.show(operation.begun - around / 2, end + around / 2);
    this.choose(this.run.events.find(event => event.of === operation && event.kind === "invoke"));
    byId("diagram-title").scrollIntoView({block: "start"});
    byId("diagram").focus({preventScroll: true});
  }

  goTo(time) {
    const [from, to] = this.diagram.layout.view;
    const length = Math.min(to - from, (this.run.end - this.run.begin) / 20);
    this.diagram.show(time - length / 2, time + length / 2);
    byId("diagram-title").scrollIntoView({block: "start"});
  }

  setFilter(filter) {
    this.filter = filter;
    byId("filter-type").value = filter.type;
    byId("filter-node").value = filter.node;
    byId("filter-value").value = filter.value;
    this.diagram.setFilter(filter);
    this.views.show(this.current < 0 ? this.run.end : this.run.events[this.current].time, filter);
  }

  readFilter() {
    this.setFilter(new Filter(byId("filter-type").value, byId("filter-node").value, byId("filter-value").value.trim()));
  }

  listen() {
    const on = (id, event, act) => byId(id).addEventListener(event, act);
    on("controls", "submit", event => event.preventDefault());
    ["filter-type", "filter-node", "filter-value"].forEach(id => on(id, "change", () => this.readFilter()));
    on("step-back", "click", () => this.step(-1));
    on("step-on", "click", () => this.step(1));
    on("mark-back", "click", () => this.stepMark(-1));
    on("mark-on", "click", () => this.stepMark(1));
    on("zoom-in", "click", () => this.diagram.zoomBy(2));
    on("zoom-out", "click", () => this.diagram.zoomBy(0.5));
    on("zoom-all", "click", () => this.diagram.showAll());
    on("help-toggle", "click", () => this.toggleHelp());
    byId("mark-back").hidden = byId("mark-on").hidden = byId("reading-marks").hidden = this.marks.length === 0;
    document.addEventListener("keydown", event => this.press(event));
    addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(each => each.open = true));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
  }

  toggleHelp() {
    byId("help").hidden = !byId("help").hidden;
    byId("help-toggle").setAttribute("aria-expanded", String(!byId("help").hidden));
  }

  /** Not while the page is printed: browsers drop what is drawn then. The style sheet turns dark pictures light. */
  recolour() {
    if (matchMedia("print").matches) {
      return;
    }
    Style.read();
    this.diagram.draw();
    this.charts.draw();
    showLegend(this.run);
    this.views.show(this.current < 0 ? this.run.end : this.run.events[this.current].time, this.filter);
  }

  press(event) {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === "Escape") {
      this.setFilter(new Filter());
      byId("diagram").focus({preventScroll: true});
    } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const act = this.keys[event.key] ?? this.keys[event.key.toLowerCase()];
      if (act !== undefined) {
        event.preventDefault();
        act();
      }
    }
  }

  keys = {
    ArrowLeft: () => this.step(-1),
    ArrowRight: () => this.step(1),
    p: () => this.stepMark(-1),
    n: () => this.stepMark(1),
    "+": () => this.diagram.zoomBy(2),
    "=": () => this.diagram.zoomBy(2),
    "-": () => this.diagram.zoomBy(0.5),
    a: () => this.diagram.moveBy(-0.3),
    d: () => this.diagram.moveBy(0.3),
    0: () => this.diagram.showAll(),
    t: () => byId("filter-type").focus(),
    o: () => byId("filter-node").focus(),
    v: () => byId("filter-value").focus(),
    "?": () => this.toggleHelp(),
  };
}

let page;
readJournal()
    .then(text => page = new Page(JSON.parse(byId("head").textContent), text))
    .catch(error => {
      byId("title").textContent = "This page could not read its journal";
      byId("stories").textContent = String(error);
      throw error;
    });
