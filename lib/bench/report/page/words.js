"use strict";

// What happened, in words: for the tip under the mouse, the panel beside the diagram, and screen readers.

/** The nodes that a fault hits: the victim, or those cut off from the largest group. */
function nodesHit(fault, run) {
  const named = fault.name === "clock" ? Object.keys(fault.value)
      : typeof fault.value === "string" ? [fault.value] : [];
  const groups = groupsOf(fault, run);
  return (groups.length > 1 ? groups.slice(0, -1).flat() : named).filter(name => run.rowOf.has(name));
}

/** The groups of nodes into which a partition cuts the network, the smallest first; one group if all still connect. */
function groupsOf(fault, run) {
  const cuts = Array.isArray(fault.value) ? fault.value[1] : null;
  if (cuts === null || typeof cuts !== "object") {
    return [];
  }
  const nodes = run.rows.filter(row => !row.service).map(row => row.name);
  const hears = (a, b) => !(cuts[a] ?? []).includes(b);
  const groups = [];
  const left = new Set(nodes);
  while (left.size > 0) {
    const group = [left.values().next().value];
    left.delete(group[0]);
    for (const member of group) { // grows while we go through it
      for (const other of left) {
        if (hears(member, other) || hears(other, member)) {
          group.push(other);
          left.delete(other);
        }
      }
    }
    groups.push(group);
  }
  return groups.sort((a, b) => a.length - b.length);
}

function describeFault(fault, run) {
  const groups = groupsOf(fault, run);
  if (groups.length > 1) {
    return `cut: ${groups.map(group => group.join(" ")).join(" | ")}`;
  }
  if (groups.length === 1) { // each node still hears some others
    const cutsAny = Object.values(fault.value[1]).some(unheard => unheard.length > 0);
    return cutsAny ? `cut: ${fault.value[0]}, no two groups` : "cut: nothing";
  }
  if (fault.name === "clock") {
    return Object.entries(fault.value).map(([node, [leap, percent]]) =>
        `clock of ${node} leaps ${leap} ms ahead and runs at ${percent} %`).join(", ");
  }
  const detail = Array.isArray(fault.value) ? fault.value[0] : fault.value;
  return typeof detail === "string" ? `${fault.name} ${detail}` : fault.name;
}

function describeOperation(operation, length = 60) {
  const value = operation.value === undefined || operation.outcome !== "ok" ? operation.asked : operation.value;
  return `${operation.f}${value === null || value === undefined ? "" : ` ${shorten(JSON.stringify(value), length)}`}`;
}

const OUTCOMES = {ok: "ok", fail: "failed", info: "outcome unknown", open: "never ended"};

/** A message, operation, change, log line or fault in one line. */
function describe(of, run) {
  if (of.sent !== undefined) {
    const end = of.fate === RECEIVED ? `took ${duration(of.ended - of.sent)}`
        : of.fate === LOST ? `lost at ${seconds(of.ended)} (${of.why})` : "still under way at the end";
    const again = of.again ? ", doubled by the network" : "";
    return `${of.src} → ${of.dest}: ${of.type}, sent at ${seconds(of.sent)}, ${end}${again}`;
  }
  if (of.f !== undefined) {
    const took = of.ended === null ? "" : ` after ${duration(of.ended - of.begun)}`;
    const begun = `begun at ${seconds(of.begun)}`;
    return `${of.node}'s client: ${describeOperation(of)}, ${begun}, ${OUTCOMES[of.outcome]}${took}`;
  }
  if (of.text !== undefined) {
    return `${of.node} logged: ${of.text}`;
  }
  if (of.state !== undefined) {
    return `${of.node} ${of.state}${of.why ? `: ${of.why}` : ""} at ${seconds(of.time)}`;
  }
  return `${describeFault(of, run)}, ${seconds(of.begun)} to ${of.ended === null ? "the end" : seconds(of.ended)}`;
}

/** An event in one line: what began or ended there. */
function describeEvent(event, run) {
  const of = event.of;
  switch (event.kind) {
    case "send": return `${of.src} sends ${of.type} to ${of.dest}`;
    case "receive":
      return `${of.dest} receives ${of.type} from ${of.src}, ${duration(of.ended - of.sent)} after it was sent`;
    case "lose": return `${of.type} from ${of.src} to ${of.dest} is lost (${of.why})`;
    case "invoke": {
      const asked = of.asked === null ? "" : ` ${shorten(JSON.stringify(of.asked), 60)}`;
      return `${of.node}'s client begins ${of.f}${asked}`;
    }
    case "complete": {
      const took = `${duration(of.ended - of.begun)} after it began`;
      return `${of.node}'s client: ${describeOperation(of)} ${OUTCOMES[of.outcome]}, ${took}`;
    }
    case "fault": return `${describeFault(of, run)} begins`;
    case "mend": return `${describeFault(of, run)} ends`;
    default: return describe(of, run);
  }
}

/** The journal's own text of what was sent, asked or answered. */
function jsonOf(of, run) {
  const line = of.lastLine ?? of.line;
  return line === undefined ? "" : run.raw(line);
}
