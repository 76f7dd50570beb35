"use strict";

// Where things stand in the diagram: rows from top to bottom, time from left to right.

const GUTTER = 76;
const RIGHT_MARGIN = 24;
const FAULT_LANE = 20;
const AXIS = 26;
const LOWEST_ROW = 28;
const HIGHEST_ROW = 76;
/** The height of all rows together, if their limits allow it. */
const ROWS_HEIGHT = 430;
/** The node's line in its row; above it is the band for operations. */
const LINE_AT = 0.7;
/** How far a lost message gets before its arrow breaks off. */
const LOST_AT = 0.72;
/** The closest view: 0.1 ms from left to right. */
const CLOSEST_NANOS = 1e5;

class Layout {

  constructor(run) {
    this.run = run;
    this.transform = d3.zoomIdentity;
    this.faultLanes = [...new Set(run.faults.map(fault => fault.name))];
  }

  fit(width) {
    const rows = this.run.rows.length;
    this.width = Math.max(300, width);
    this.rowHeight = Math.max(LOWEST_ROW, Math.min(HIGHEST_ROW, Math.round(ROWS_HEIGHT / Math.max(rows, 1))));
    this.top = 8 + FAULT_LANE * this.faultLanes.length;
    this.height = this.top + this.rowHeight * rows + AXIS;
  }

  get length() {
    return this.run.end - this.run.begin;
  }

  /** The corners of the part that shows time. */
  get area() {
    return [[GUTTER, 0], [this.width - RIGHT_MARGIN, this.height]];
  }

  /** How much of the width the whole run may take, in widths. */
  get scales() {
    return [1, Math.max(1, this.length / CLOSEST_NANOS)];
  }

  get plotWidth() {
    return this.width - GUTTER - RIGHT_MARGIN;
  }

  /** Where a time stands while the whole run is in view. */
  place(time) {
    return GUTTER + (time - this.run.begin) / this.length * this.plotWidth;
  }

  x(time) {
    return this.transform.applyX(this.place(time));
  }

  timeAt(x) {
    return this.run.begin + (this.transform.invertX(x) - GUTTER) / this.plotWidth * this.length;
  }

  /** The times at the left and right edge. */
  get view() {
    return [this.timeAt(GUTTER), this.timeAt(this.width - RIGHT_MARGIN)];
  }

  /** The transform that shows the run from one time to another, but nothing before its begin or after its end. */
  transformTo(from, to) {
    const [least, most] = this.scales;
    const scale = Math.max(least, Math.min(this.length / Math.max(to - from, 1), most));
    const start = Math.max(this.run.begin, Math.min(from, this.run.end - this.length / scale));
    return d3.zoomIdentity.translate(GUTTER - scale * this.place(start), 0).scale(scale);
  }

  rowTop(row) {
    return this.top + row * this.rowHeight;
  }

  lineY(row) {
    return this.rowTop(row) + this.rowHeight * LINE_AT;
  }

  /** The box of an operation, in the band above its node's line. */
  bar(operation) {
    const row = this.run.rowOf.get(operation.node);
    const height = (this.rowHeight * LINE_AT - 9) / this.run.lanes[row];
    const left = this.x(operation.begun);
    const right = operation.ended === null ? this.width : this.x(operation.ended);
    return {
      x: left,
      y: this.rowTop(row) + 4 + operation.lane * height,
      width: Math.max(2, right - left),
      height: Math.max(2, height - 1),
    };
  }

  /** The two ends of a message's arrow; a lost one ends where it was lost, one under way at the right edge. */
  arrow(message) {
    let from = this.lineY(message.from);
    let to = this.lineY(message.to);
    if (message.client) { // between the bar of the operation and the line of the node
      const edge = this.rowTop(message.from) + 4;
      [from, to] = isClient(message.src) ? [edge, to] : [from, edge];
    }
    if (message.from === message.to && !message.client) { // a node to itself
      from -= 8;
    }
    if (message.fate === LOST) {
      to = from + (to - from) * LOST_AT;
    }
    return [this.x(message.sent), from, this.x(message.ended ?? this.run.end), to];
  }

  /** Whether something that lasts from one time to another (null: to the end) is in view, at least in part. */
  shows(begun, ended) {
    const [from, to] = this.view;
    return begun <= to && (ended ?? this.run.end) >= from;
  }
}

/** Draws only where time is shown, not over the names. */
function clipped(pen, layout, draw) {
  pen.save();
  pen.beginPath();
  pen.rect(GUTTER, 0, layout.width - GUTTER, layout.height);
  pen.clip();
  draw();
  pen.restore();
}
