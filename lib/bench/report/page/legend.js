"use strict";

// What arrows, bars and hatching mean.

function showLegend(run) {
  const types = run.typeNames.slice(0, Style.types.length).map((type, i) => {
    const words = `${shorten(type, 24)} (${figure(run.types.get(type))})`;
    return sample(arrowSample(Style.typeColour(i), Style.typeDash(i)), words);
  });
  byId("legend").replaceChildren(
      ...types,
      sample(lostSample, "lost"),
      sample(barSample(Style.ok, []), "operation, ok"),
      sample(barSample(Style.info, [3, 2]), "operation, failed or unknown"),
      ...(run.faults.length > 0 ? [sample(faultSample, "hit by a fault")] : []));
}

function sample(draw, words) {
  const canvas = element("canvas", {width: 44, height: 16, "aria-hidden": "true"});
  draw(canvas.getContext("2d"));
  return element("span", {class: "key"}, canvas, words);
}

function arrowSample(colour, dash) {
  return pen => {
    pen.strokeStyle = pen.fillStyle = colour;
    pen.lineWidth = 1.6;
    pen.setLineDash(dash);
    pen.beginPath();
    pen.moveTo(2, 8);
    pen.lineTo(38, 8);
    pen.stroke();
    pen.beginPath();
    arrowhead(pen, 2, 8, 42, 8);
    pen.fill();
  };
}

function lostSample(pen) {
  pen.strokeStyle = Style.muted;
  pen.beginPath();
  pen.moveTo(2, 8);
  pen.lineTo(28, 8);
  pen.stroke();
  drawBreaks(pen, [{why: "", ends: [2, 8, 28, 8]}]);
}

function barSample(colour, dash) {
  return pen => {
    pen.strokeStyle = colour;
    pen.setLineDash(dash);
    pen.strokeRect(4.5, 3.5, 34, 9);
  };
}

function faultSample(pen) {
  pen.fillStyle = hatching(pen, Style.fault, 8);
  pen.fillRect(2, 2, 40, 12);
}
