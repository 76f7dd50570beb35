"use strict";

// The space-time diagram (Lamport's picture): two canvases, zoom and pan, and the mouse.

/** How far the mouse may be from an arrow that it means. */
const REACH_PIXELS = 7;

class Diagram {

  /** @param listener has chosen(event) and viewed(): called when somebody picks an event, and when the view changed */
  constructor(run, knowledge, marks, listener) {
    this.run = run;
    this.listener = listener;
    this.layout = new Layout(run);
    this.backdrop = new Backdrop(run, this.layout);
    this.picture = new Picture(run, this.layout);
    this.overlay = new Overlay(run, this.layout, knowledge, marks);
    this.box = byId("diagram");
    this.tip = byId("tip");
    this.cursor = run.begin;
    this.chosen = null;
    this.hovered = null;
    this.zoom = d3.zoom().filter(event => this.takes(event)).on("zoom", ({transform}) => {
      this.layout.transform = transform;
      this.point(null); // what was there has moved
      this.redraw();
    });
    d3.select(this.box).call(this.zoom).on("dblclick.zoom", null);
    this.box.addEventListener("mousemove", event => this.hover(event));
    this.box.addEventListener("mouseleave", () => this.point(null));
    this.box.addEventListener("click", event => this.click(event));
    this.layout.fit(this.box.clientWidth);
    this.fitCanvases();
    this.redraw();
    new ResizeObserver(() => this.resize()).observe(this.box);
  }

  /** A wheel zooms only a diagram that has the focus; otherwise nobody could scroll past it. */
  takes(event) {
    return event.type === "wheel" ? document.activeElement === this.box : !event.button && !event.ctrlKey;
  }

  resize() {
    if (this.box.clientWidth !== this.layout.width) {
      const view = this.layout.view;
      this.layout.fit(this.box.clientWidth);
      this.fitCanvases();
      this.show(...view);
      this.draw(); // at once: a canvas of a new size is blank, and the next frame would show that
    }
  }

  fitCanvases() {
    const {width, height} = this.layout;
    const ratio = window.devicePixelRatio || 1;
    const [picture, overlay] = [byId("picture"), byId("overlay")].map(canvas => {
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      const pen = canvas.getContext("2d");
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.textBaseline = "middle";
      pen.font = FONT;
      return pen;
    });
    this.pens = {picture, overlay};
    this.box.style.height = `${height}px`;
    this.zoom.extent(this.layout.area).translateExtent(this.layout.area).scaleExtent(this.layout.scales);
  }

  // Views

  /** Shows the run from one time to another. */
  show(from, to) {
    d3.select(this.box).call(this.zoom.transform, this.layout.transformTo(from, to));
  }

  showAll() {
    d3.select(this.box).call(this.zoom.transform, d3.zoomIdentity);
  }

  /** Zooms around the cursor, if it is in view. */
  zoomBy(factor) {
    const [[left], [right]] = this.layout.area;
    const x = this.layout.x(this.cursor);
    const center = x >= left && x <= right ? x : (left + right) / 2;
    d3.select(this.box).call(this.zoom.scaleBy, factor, [center, 0]);
  }

  moveBy(share) {
    const pixels = -share * this.layout.plotWidth / this.layout.transform.k;
    d3.select(this.box).call(this.zoom.translateBy, pixels, 0);
  }

  /** Moves the view, if it must, so that this time is in it. */
  reveal(time) {
    const [from, to] = this.layout.view;
    if (time < from || time > to) {
      this.show(time - (to - from) / 2, time + (to - from) / 2);
    }
  }

  /** Sets the cursor to an event, and highlights what it is about. */
  choose(event) {
    this.chosen = event.of;
    this.cursor = event.time;
    this.reveal(event.time);
    this.drawOverlay();
  }

  setFilter(filter) {
    this.picture.filter = filter;
    this.redraw();
  }

  // Drawing

  /** Draws soon: once for all that has changed by the next frame. */
  redraw() {
    this.pending ??= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.pending = undefined;
    const pen = this.pens.picture;
    pen.clearRect(0, 0, this.layout.width, this.layout.height);
    clipped(pen, this.layout, () => {
      this.backdrop.draw(pen);
      this.picture.draw(pen);
      this.backdrop.drawChanges(pen);
    });
    this.backdrop.drawNames(pen);
    this.backdrop.drawTimes(pen);
    this.drawOverlay();
    this.listener.viewed();
  }

  drawOverlay() {
    const pen = this.pens.overlay;
    const {cursor, chosen, hovered} = this;
    pen.clearRect(0, 0, this.layout.width, this.layout.height);
    clipped(pen, this.layout, () => this.overlay.draw(pen, {cursor, chosen, hovered, filter: this.picture.filter}));
  }

  // The mouse

  /** The fault, message, operation, log line or change of a node under a point, or null. */
  at(x, y) {
    return y < this.layout.top ? this.faultAt(x, y) : this.eventAt(x, y) ?? this.operationAt(x, y);
  }

  faultAt(x, y) {
    const name = this.layout.faultLanes[Math.floor((y - 4) / FAULT_LANE)];
    const time = this.layout.timeAt(x);
    return this.run.faults.find(fault =>
        fault.name === name && fault.begun <= time && time <= (fault.ended ?? this.run.end)) ?? null;
  }

  eventAt(x, y) {
    let nearest = null;
    let distance = REACH_PIXELS;
    const consider = (of, far) => {
      if (far < distance) {
        [nearest, distance] = [of, far];
      }
    };
    for (const message of this.picture.drawn) {
      consider(message, distanceToSegment(x, y, ...message.ends));
    }
    for (const point of [...this.run.changes, ...this.run.logs]) {
      if (this.run.rowOf.has(point.node)) {
        const line = this.layout.lineY(this.run.rowOf.get(point.node));
        consider(point, Math.hypot(this.layout.x(point.time) - x, line + 4 - y));
      }
    }
    return nearest;
  }

  operationAt(x, y) {
    return this.run.operations.findLast(operation => {
      const bar = this.layout.bar(operation);
      return y >= bar.y && y <= bar.y + bar.height && x >= bar.x - 3 && x <= bar.x + bar.width + 3
          && this.picture.filter.admitsOperation(operation);
    }) ?? null;
  }

  hover(event) {
    const {left, top} = this.box.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    this.point(event.buttons === 0 ? this.at(x, y) : null, x, y);
  }

  /** Shows what the mouse points to, and its JSON; null for nothing. */
  point(of, x, y) {
    if (of === null && this.hovered === null) {
      return;
    }
    this.hovered = of;
    this.drawOverlay();
    this.tip.hidden = of === null;
    this.box.style.cursor = of === null ? "" : "pointer";
    if (of !== null) {
      this.tip.replaceChildren(
          element("strong", {}, describe(of, this.run)),
          element("pre", {}, ...breakable(shorten(jsonOf(of, this.run), 600))));
      const right = this.layout.width - this.tip.offsetWidth - 8;
      const above = y + 18 + this.tip.offsetHeight > this.layout.height && y > this.tip.offsetHeight + 18;
      this.tip.style.left = `${Math.max(4, Math.min(x + 14, right))}px`;
      this.tip.style.top = `${above ? y - this.tip.offsetHeight - 12 : y + 18}px`;
    }
  }

  click(event) {
    const {left, top} = this.box.getBoundingClientRect();
    const of = this.at(event.clientX - left, event.clientY - top);
    if (of !== null) {
      this.listener.chosen(this.run.events.find(candidate => candidate.of === of));
    }
  }
}

function distanceToSegment(x, y, x1, y1, x2, y2) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / square));
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}
