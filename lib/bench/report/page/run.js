"use strict";

// A run, as its journal tells it: rows (nodes and services), messages, operations, faults, and all events in order.

const RECEIVED = "received";
const LOST = "lost";
const UNDERWAY = "under way";

/** The parts of a body that belong to the protocol, not to what is said. */
const PROTOCOL_FIELDS = new Set(["type", "msg_id", "in_reply_to"]);

/** Clients are recognized by the first letter of their name, as in Maelstrom. */
function isClient(id) {
  return id.startsWith("c");
}

/** Calls `visit(scalar, field)` for each string, number and boolean in what a body says. */
function walk(value, visit, field = "") {
  if (Array.isArray(value)) {
    for (const item of value) {
      walk(item, visit, field);
    }
  } else if (value !== null && typeof value === "object") {
    for (const [key, item] of Object.entries(value)) {
      if (!PROTOCOL_FIELDS.has(key)) {
        walk(item, visit, key);
      }
    }
  } else if (value !== null && value !== undefined) {
    visit(value, field);
  }
}

class Run {

  /** @param text the lines of journal.jsonl */
  constructor(text) {
    this.lines = text.split("\n").filter(line => line !== "");
    this.messages = [];
    this.operations = [];
    this.faults = [];
    this.changes = [];
    this.logs = [];
    this.events = [];
    this.types = new Map();
    this.byIndex = new Map();
    this.openMessages = new Map();
    this.openOperations = new Map();
    this.openFaults = new Map();
    const parsed = JSON.parse(`[${this.lines.join(",")}]`);
    this.begin = parsed.length === 0 ? 0 : parsed[0].t;
    this.end = parsed.reduce((latest, event) => Math.max(latest, event.t), 1);
    parsed.forEach((event, line) => this.take(event, line));
    this.close();
  }

  take(event, line) {
    switch (event.event) {
      case "send": return this.send(event, line);
      case "recv": return this.arrive(event, line);
      case "lost": return this.lose(event, line);
      case "op": return this.operate(event, line);
      case "fault": return this.fault(event, line);
      case "node": {
        const change = {node: event.node, state: event.state, why: event.why, time: event.t};
        this.changes.push(change);
        return this.note("change", change, line, event.t);
      }
      case "log": {
        const log = {node: event.node, text: event.line, time: event.t};
        this.logs.push(log);
        return this.note("log", log, line, event.t);
      }
    }
  }

  note(kind, of, line, time) {
    this.events.push({kind, of, line, time});
  }

  send(event, line) {
    const message = {
      id: event.id, src: event.src, dest: event.dest, body: event.body, type: String(event.body.type), line,
      sent: event.t, ended: null, fate: UNDERWAY, why: null, again: false,
      client: isClient(event.src) || isClient(event.dest),
    };
    this.messages.push(message);
    this.openMessages.set(event.id, message);
    this.types.set(message.type, (this.types.get(message.type) ?? 0) + 1);
    this.note("send", message, line, event.t);
  }

  arrive(event, line) {
    let message = this.openMessages.get(event.id);
    if (message === undefined) {
      return;
    }
    if (message.fate === RECEIVED) { // the network has doubled it: the same message, a second arrow
      message = {...message, again: true};
      this.messages.push(message);
    }
    message.fate = RECEIVED;
    message.ended = event.t;
    this.note("receive", message, line, event.t);
  }

  lose(event, line) {
    const message = this.openMessages.get(event.id);
    if (message !== undefined && message.fate === UNDERWAY) {
      message.fate = LOST;
      message.ended = event.t;
      message.why = event.why;
      this.note("lose", message, line, event.t);
    }
  }

  operate(event, line) {
    if (event.type === "invoke") {
      const operation = {
        node: event.node, client: event.client, process: event.process, f: event.f, asked: event.value,
        final: event["final?"] === true || event.final === true,
        begun: event.t, ended: null, outcome: "open", value: undefined, error: undefined,
        line, lastLine: line, index: event.index, lane: 0,
      };
      this.operations.push(operation);
      this.openOperations.set(event.process, operation);
      this.byIndex.set(event.index, operation);
      this.note("invoke", operation, line, event.t);
      return;
    }
    const operation = this.openOperations.get(event.process);
    if (operation !== undefined) {
      this.openOperations.delete(event.process);
      const {t, type, value, error} = event;
      Object.assign(operation, {ended: t, outcome: type, value, error, lastLine: line});
      this.byIndex.set(event.index, operation);
      this.note("complete", operation, line, event.t);
    }
  }

  fault(event, line) {
    if (event.state === "begin") {
      const fault = {name: event.fault, value: event.value, begun: event.t, ended: null};
      this.faults.push(fault);
      this.openFaults.set(event.fault, fault);
      this.note("fault", fault, line, event.t);
    } else if (this.openFaults.has(event.fault)) {
      const fault = this.openFaults.get(event.fault);
      fault.ended = event.t;
      this.note("mend", fault, line, event.t);
    }
  }

  /** What can be said only when all has been read. */
  close() {
    const named = new Set([...this.changes, ...this.operations].map(each => each.node));
    const others = new Set(this.messages.flatMap(message => [message.src, message.dest])
        .filter(id => !isClient(id) && !named.has(id)));
    const services = [...others].filter(id => id.includes("-")).sort(byName);
    const nodes = [...named, ...[...others].filter(id => !id.includes("-"))].sort(byName);
    this.rows = nodes.map(name => ({name, service: false})).concat(services.map(name => ({name, service: true})));
    this.rowOf = new Map(this.rows.map((row, i) => [row.name, i]));
    this.forgetTheShutdown();
    this.messages.sort((a, b) => a.sent - b.sent);
    this.usualTravel = this.medianTravel();
    this.longest = this.messages.reduce((longest, m) => Math.max(longest, (m.ended ?? this.end) - m.sent), 0);
    this.typeNames = [...this.types].sort((a, b) => b[1] - a[1]).map(([name]) => name);
    this.connectClients();
    this.layLanes();
    this.findPhases();
  }

  /** At the very end the bench kills all nodes; that says nothing about them, nor about messages on their way. */
  forgetTheShutdown() {
    const isKill = event => event.kind === "change" && event.of.state === "killed";
    const isOfKill = event => event.kind === "lose" && event.of.why === "dead";
    const last = this.events.findLastIndex(event => !isKill(event) && !isOfKill(event));
    this.events.slice(last + 1).filter(isOfKill)
        .forEach(event => Object.assign(event.of, {fate: UNDERWAY, ended: null, why: null}));
    this.events = this.events.slice(0, last + 1);
    const changes = new Set(this.events.map(event => event.of));
    this.changes = this.changes.filter(change => changes.has(change));
    this.lastOperation = this.operations.reduce((end, each) => Math.max(end, each.ended ?? each.begun), this.begin);
  }

  /** How long a message between nodes travels; if there is none, one of a client. */
  medianTravel() {
    const received = this.messages.filter(message => message.fate === RECEIVED);
    const between = received.filter(message => !message.client);
    return d3.median(between.length > 0 ? between : received, message => message.ended - message.sent) ?? 0;
  }

  /** A client talks to one node only, so its messages are drawn at that node's row. */
  connectClients() {
    for (const message of this.messages) {
      message.from = this.rowOf.get(isClient(message.src) ? message.dest : message.src) ?? -1;
      message.to = this.rowOf.get(isClient(message.dest) ? message.src : message.dest) ?? -1;
    }
  }

  /** Operations of one node that overlap get lanes of their own. */
  layLanes() {
    const free = this.rows.map(() => []);
    this.lanes = this.rows.map(() => 1);
    for (const operation of this.operations) {
      const row = this.rowOf.get(operation.node);
      const lanes = free[row];
      let lane = lanes.findIndex(end => end <= operation.begun);
      lane = lane < 0 ? lanes.length : lane;
      lanes[lane] = operation.ended ?? this.end;
      operation.lane = lane;
      this.lanes[row] = Math.max(this.lanes[row], lane + 1);
    }
  }

  /** Set-up lasts until the first operation, recovery from the last ordinary one to the first of the final ones. */
  findPhases() {
    const starts = [{name: "set-up", begun: this.begin}];
    const ordinary = this.operations.filter(operation => !operation.final);
    const final = this.operations.filter(operation => operation.final);
    if (ordinary.length > 0) {
      starts.push({name: "clients work", begun: ordinary[0].begun});
    }
    if (final.length > 0) {
      const end = ordinary.reduce((latest, each) => Math.max(latest, each.ended ?? each.begun), this.begin);
      starts.push({name: "recovery", begun: end + 1});
      starts.push({name: "final phase", begun: final[0].begun});
    }
    this.phases = starts;
  }

  phaseAt(time) {
    return this.phases.findLast(phase => phase.begun <= time) ?? this.phases[0];
  }

  /** The text of an event's line as the journal has it: numbers beyond JavaScript's are not rounded. */
  raw(line) {
    const text = this.lines[line];
    const body = text.indexOf('"body":');
    return body < 0 ? text : text.slice(body + '"body":'.length, -1);
  }

  /** Where the first message stands that may still be under way at this time. */
  firstMessageAt(time) {
    return d3.bisector(message => message.sent).left(this.messages, time - this.longest);
  }
}

/** What to show: messages of a type, of a node, that mention a value; empty strings for all. */
class Filter {

  constructor(type = "", node = "", value = "") {
    this.type = type;
    this.node = node;
    this.value = value;
    this.mentions = new Map();
  }

  get none() {
    return this.type === "" && this.node === "" && this.value === "";
  }

  admitsMessage(message) {
    return (this.type === "" || message.type === this.type)
        && (this.node === "" || message.src === this.node || message.dest === this.node)
        && (this.value === "" || this.mentionedIn(message.line, message.body));
  }

  admitsOperation(operation) {
    return (this.node === "" || operation.node === this.node)
        && (this.type === "" || operation.f === this.type)
        && (this.value === "" || this.mentionedIn(operation.line, [operation.asked, operation.value]));
  }

  admitsEvent(event) {
    switch (event.kind) {
      case "send": case "receive": case "lose": return this.admitsMessage(event.of);
      case "invoke": case "complete": return this.admitsOperation(event.of);
      default: return this.type === "" && this.value === "" && (this.node === "" || event.of.node === this.node);
    }
  }

  mentionedIn(line, value) {
    let found = this.mentions.get(line);
    if (found === undefined) {
      found = false;
      walk(value, (scalar, field) => found ||= String(scalar) === this.value || field === this.value);
      this.mentions.set(line, found);
    }
    return found;
  }
}
