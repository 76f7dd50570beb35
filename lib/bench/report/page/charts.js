"use strict";

// Latency, rate and messages by type over time (uPlot). A click goes to that time in the diagram.

const BUCKETS = 120;
const CHART_HEIGHT = 210;
const PER_CENT = {range: [0, 105]};
const FROM_ZERO = {range: (_, __, most) => [0, Math.max(1, most * 1.1)]};

/** Equal parts of the run into which things are counted. */
class Buckets {

  constructor(run) {
    this.begin = run.begin;
    this.width = Math.max(1, run.end - run.begin) / BUCKETS;
    this.times = Array.from({length: BUCKETS}, (_, i) => (this.begin + (i + 0.5) * this.width) / NANOS_PER_SECOND);
  }

  /** How many of these times fall into each part, for a second. */
  rates(times) {
    const counts = new Array(BUCKETS).fill(0);
    for (const time of times) {
      counts[Math.max(0, Math.min(BUCKETS - 1, Math.floor((time - this.begin) / this.width)))]++;
    }
    return counts.map(count => count / (this.width / NANOS_PER_SECOND));
  }
}

const SHAPES = {ok: "●", fail: "×", info: "△"};

/** Points of a series as shapes: discs for ok, crosses for fail, triangles for info. */
function shapes(outcome) {
  return (chart, series, first, last) => {
    const path = new Path2D();
    const ratio = window.devicePixelRatio || 1;
    const size = 3.2 * ratio;
    for (let i = first; i <= last; i++) {
      const value = chart.data[series][i];
      if (value !== null && value !== undefined) {
        const x = chart.valToPos(chart.data[0][i], "x", true);
        const y = chart.valToPos(value, "y", true);
        if (outcome === "ok") {
          path.moveTo(x + size / 2, y);
          path.arc(x, y, size / 2, 0, 2 * Math.PI);
        } else if (outcome === "fail") {
          path.moveTo(x - size, y - size);
          path.lineTo(x + size, y + size);
          path.moveTo(x + size, y - size);
          path.lineTo(x - size, y + size);
        } else {
          path.moveTo(x, y - size);
          path.lineTo(x + size, y + size);
          path.lineTo(x - size, y + size);
          path.closePath();
        }
      }
    }
    return {stroke: path, fill: outcome === "ok" ? path : null};
  };
}

class Charts {

  constructor(run, {omitted, why}, goTo) {
    this.run = run;
    this.omitted = omitted;
    this.why = why;
    this.goTo = goTo;
    this.buckets = new Buckets(run);
    this.charts = [];
    this.view = [run.begin, run.end];
    new ResizeObserver(() => this.resize()).observe(byId("charts"));
  }

  /** Draws everything again, in the current colours. */
  draw() {
    this.charts.forEach(chart => chart.destroy());
    byId("charts").replaceChildren();
    this.charts = [
      ...(this.why === null ? [] : [this.chart("Chance that it fails, %", this.chances(), PER_CENT)]),
      this.chart("Latency of operations, ms (a log scale)", this.latencies(), {distr: 3}),
      this.chart("Operations a second", this.rates(), FROM_ZERO),
      this.chart("Messages sent a second, by type", this.messages(), FROM_ZERO),
    ];
    this.setView(this.view);
  }

  get width() {
    const all = byId("charts").clientWidth;
    return Math.max(280, all >= 1100 ? (all - 32) / 3 : all);
  }

  resize() {
    this.charts.forEach(chart => chart.setSize({width: this.width, height: CHART_HEIGHT}));
    this.setView(this.view);
  }

  chart(title, {times, series}, scaleY) {
    const wholeRun = [this.run.begin, this.run.end].map(time => time / NANOS_PER_SECOND);
    const line = {stroke: Style.line, width: 1};
    const axis = {stroke: Style.muted, grid: line, ticks: line, font: SMALL_FONT};
    const written = (unit, number) => number === null || number === undefined ? "" : `${figure(number)}${unit}`;
    const options = {
      width: this.width,
      height: CHART_HEIGHT,
      title,
      scales: {x: {time: false, range: wholeRun}, y: scaleY},
      axes: [
        {...axis, values: (_, ticks) => ticks.map(tick => `${tick} s`)},
        {...axis, size: 52, values: (_, ticks) => ticks.map(tick => written("", tick))},
      ],
      series: [
        {label: "time", value: (_, time) => written(" s", time)},
        ...series.map(each =>
            ({value: (_, value) => written("", value), width: 1.5, points: {show: false}, ...each.look})),
      ],
      legend: {markers: {
        show: series.every(each => each.look.paths === undefined), // a shape is a marker already
        dash: (_, i) => series[i - 1].look.dash?.length > 0 ? "dashed" : "solid",
      }},
      cursor: {sync: {key: "run"}, drag: {x: false, y: false}},
      hooks: {drawClear: [chart => this.shade(chart)]},
    };
    const chart = new uPlot(options, [times, ...series.map(each => each.values)], byId("charts"));
    chart.over.append(element("div", {class: "frame"}));
    chart.over.addEventListener("click", () => {
      if (chart.cursor.left >= 0) {
        this.goTo(chart.posToVal(chart.cursor.left, "x") * NANOS_PER_SECOND);
      }
    });
    return chart;
  }

  /** Faults are hatched, as in the diagram. */
  shade(chart) {
    const pen = chart.ctx;
    const {left, top, width, height} = chart.bbox;
    const place = time => Math.max(left, Math.min(left + width, chart.valToPos(time / NANOS_PER_SECOND, "x", true)));
    pen.save();
    pen.fillStyle = hatching(pen, Style.fault, 8);
    pen.globalAlpha = 0.35;
    for (const fault of this.run.faults) {
      const from = place(fault.begun);
      pen.fillRect(from, top, place(fault.ended ?? this.run.end) - from, height);
    }
    pen.restore();
  }

  /** Frames what the diagram shows. */
  setView([from, to]) {
    this.view = [from, to];
    for (const chart of this.charts) {
      const width = chart.over.clientWidth;
      const [left, right] = this.view.map(time =>
          Math.max(0, Math.min(width, chart.valToPos(time / NANOS_PER_SECOND, "x"))));
      const frame = chart.over.querySelector(".frame");
      frame.hidden = right - left > width - 2;
      frame.style.left = `${left}px`;
      frame.style.width = `${Math.max(2, right - left)}px`;
    }
  }

  /** How many of the futures that begin at a moment fail. */
  chances() {
    const {chances, futures} = this.why;
    return {
      times: chances.map(chance => Math.max(0, chance.nanos) / NANOS_PER_SECOND),
      series: [{
        values: chances.map(chance => 100 * chance.failures / futures),
        look: {label: "futures that fail", stroke: Style.fail, points: {show: true, size: 6}},
      }],
    };
  }

  /** An operation that asks no node takes no time and has no latency: a client of kafka that crashes on purpose. */
  latencies() {
    const ended = this.run.operations.filter(operation => operation.ended > operation.begun)
        .sort((a, b) => a.begun - b.begun);
    const kinds = [...new Set(ended.map(operation => `${operation.f} ${operation.outcome}`))].sort();
    return {
      times: ended.map(operation => operation.begun / NANOS_PER_SECOND),
      series: kinds.map((kind, i) => {
        const [f, outcome] = kind.split(" ");
        const colour = outcome === "ok" ? Style.typeColour(i) : Style[outcome];
        return {
          values: ended.map(o => `${o.f} ${o.outcome}` === kind ? Math.max(0.01, (o.ended - o.begun) / 1e6) : null),
          look: {
            label: `${SHAPES[outcome]} ${f} ${OUTCOMES[outcome]}`,
            stroke: colour, fill: colour, paths: shapes(outcome),
          },
        };
      }),
    };
  }

  rates() {
    const {operations} = this.run;
    const ends = outcome => operations.filter(each => each.outcome === outcome).map(each => each.ended);
    const all = [
      {label: "begun", times: operations.map(operation => operation.begun), colour: Style.accent, dash: [6, 3]},
      {label: "ok", times: ends("ok"), colour: Style.ok, dash: []},
      {label: "failed", times: ends("fail"), colour: Style.fail, dash: [2, 3]},
      {label: "unknown", times: ends("info"), colour: Style.info, dash: [9, 3, 2, 3]},
    ];
    return {
      times: this.buckets.times,
      series: all.filter(each => each.times.length > 0).map(({label, times, colour, dash}) =>
          ({values: this.buckets.rates(times), look: {label, stroke: colour, dash}})),
    };
  }

  messages() {
    const shown = this.run.typeNames.slice(0, Style.types.length);
    return {
      times: this.buckets.times,
      series: shown.map((type, position) => {
        const sent = this.run.messages.filter(each => each.type === type && !each.again).map(each => each.sent);
        const left = this.omitted.filter(each => each.type === type)
            .flatMap(each => new Array(each.count).fill(each.second * NANOS_PER_SECOND));
        return {
          values: this.buckets.rates(sent.concat(left)),
          look: {label: shorten(type, 24), stroke: Style.typeColour(position), dash: Style.typeDash(position)},
        };
      }),
    };
  }
}
