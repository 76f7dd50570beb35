"use strict";

// Words, numbers and elements. Everything that comes from a run gets onto the page through here, as text.

const NANOS_PER_SECOND = 1e9;

/** A moment, in seconds to the millisecond; with more digits where the view is so close that they differ. */
function seconds(nanos, digits = 3) {
  return `${(nanos / NANOS_PER_SECOND).toFixed(digits)} s`;
}

/** A moment as stories write it: see Times in the bench. */
function storyTime(nanos) {
  const time = nanos / NANOS_PER_SECOND;
  return time === 0 ? "0 s" : `${time.toFixed(Math.abs(time) < 0.1 ? 3 : Math.abs(time) < 100 ? 2 : 0)} s`;
}

/** How long something took. */
function duration(nanos) {
  const millis = nanos / 1e6;
  if (millis >= 10_000) {
    return `${(millis / 1000).toFixed(1)} s`;
  }
  return `${millis.toFixed(millis >= 100 ? 0 : millis >= 1 ? 1 : 2)} ms`;
}

/** At most three digits: 0.87, 12.3, 25,000. */
function figure(number) {
  return number >= 100 || Number.isInteger(number)
      ? Math.round(number).toLocaleString("en-US")
      : String(Number(number.toPrecision(3)));
}

function plural(count, noun) {
  return `${figure(count)} ${noun}${count === 1 ? "" : "s"}`;
}

function shorten(text, length) {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

/** n2 before n10. */
function byName(a, b) {
  return a.localeCompare(b, "en", {numeric: true});
}

function byId(id) {
  return document.getElementById(id);
}

/**
 * Makes an element. Strings become text nodes, never markup.
 *
 * @param attributes names that begin with "on" are listeners
 */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== null) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children);
  return made;
}

/** A text that may break after its commas; JSON has no spaces. */
function breakable(text) {
  return text.split(/(?<=,)/).flatMap(part => [part, element("wbr")]);
}

/** A table with a caption; the columns that `numeric` names (by their position) stand to the right. */
function table(caption, headers, rows, numeric = []) {
  const cell = (name, content, column, attributes = {}) =>
      element(name, {...attributes, class: numeric.includes(column) ? "number" : null}, content);
  return element("table", {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...headers.map((header, i) => cell("th", header, i, {scope: "col"})))),
      element("tbody", {}, ...rows.map(row => element("tr", {}, ...row.map((content, i) => cell("td", content, i))))));
}
