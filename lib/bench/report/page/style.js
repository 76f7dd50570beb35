"use strict";

// Colours from the style sheet (which knows light, dark and print), and what stands beside each colour: dashes, shapes.

const FONT = "12px system-ui, sans-serif";
const SMALL_FONT = "11px system-ui, sans-serif";
const BOLD_FONT = "600 12px system-ui, sans-serif";
const ITALIC_FONT = "italic 12px system-ui, sans-serif";

const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3], [14, 4], [4, 2, 1, 2]];

const Style = {

  /** Reads the colours again; the page calls this when light turns to dark. */
  read() {
    document.documentElement.classList.toggle("drawn-dark", matchMedia("(prefers-color-scheme: dark)").matches);
    const css = getComputedStyle(document.documentElement);
    const colour = name => css.getPropertyValue(`--${name}`).trim();
    Style.types = ["1", "2", "3", "4", "5", "6", "7", "8"].map(number => colour(`type-${number}`));
    for (const name of ["ink", "muted", "line", "paper", "ok", "fail", "info", "lost", "fault", "mark", "accent"]) {
      Style[name] = colour(name);
    }
  },

  typeColour(position) {
    return Style.types[position % Style.types.length];
  },

  typeDash(position) {
    return DASHES[position % DASHES.length];
  },
};

/** A tile of slanted lines, so that a fault is seen without its colour. */
function hatching(context, colour, distance) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = distance;
  const pen = tile.getContext("2d");
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const shift of [-distance, 0, distance]) {
    pen.moveTo(shift, distance);
    pen.lineTo(shift + distance, 0);
  }
  pen.stroke();
  return context.createPattern(tile, "repeat");
}

function arrowhead(pen, x1, y1, x2, y2, size = 6) {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  pen.moveTo(x2, y2);
  pen.lineTo(x2 - size * Math.cos(angle - 0.45), y2 - size * Math.sin(angle - 0.45));
  pen.lineTo(x2 - size * Math.cos(angle + 0.45), y2 - size * Math.sin(angle + 0.45));
}

/** Writes a text in the pen's colour, on paper that covers what is below. */
function plate(pen, text, x, y) {
  const width = pen.measureText(text).width + 6;
  const ink = pen.fillStyle;
  pen.textAlign = "center";
  pen.fillStyle = Style.paper;
  pen.globalAlpha = 0.85;
  pen.fillRect(x - width / 2, y - 7, width, 14);
  pen.globalAlpha = 1;
  pen.fillStyle = ink;
  pen.fillText(text, x, y);
}

/** Writes a text where there is room for it, or for its beginning. */
function label(pen, text, x, y, room) {
  const fits = Math.floor(text.length * room / pen.measureText(text).width);
  if (fits >= 2) {
    pen.textAlign = "left";
    pen.fillStyle = Style.ink;
    pen.fillText(fits >= text.length ? text : `${text.slice(0, fits - 1)}…`, x, y);
  }
}
