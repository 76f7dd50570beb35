"use strict";

// Who has been told what, when, and by which message; and the paths on which something slow came.

/** In a field for values, nearly everything is a value that a client had sent before. A clock soon is not. */
const NEARLY_ALL = 0.9;

/** Maelstrom's journal and its history have clocks of their own, which can be aligned only roughly. */
const CLOCKS_DIFFER = 1e9;

/** Of the values that nodes pass on, a field for values has most. A count of a node's own values has fewer. */
const MOST = 0.6;

/**
 * The values of a set (broadcast, g-set), and when each node was first told each of them. A node has been told a value
 * when it received a message that has it in a field for values, and at the latest when it shows it in a read. A killed
 * node forgets.
 */
class Knowledge {

  /** @param hearsAll whether the journal here has all that nodes received; otherwise nothing can be said */
  constructor(run, hearsAll) {
    this.run = run;
    this.additions = new Map(run.operations.filter(Knowledge.adds).map(each => [String(each.asked), each]));
    this.isSet = hearsAll && this.additions.size > 0
        && run.operations.some(operation => operation.f === "read" && Array.isArray(operation.value));
    this.values = [...this.additions.keys()];
    this.lives = run.rows.map(() => [{begun: -Infinity, told: new Map()}]);
    if (this.isSet) {
      this.collect();
      this.values = this.values.filter(value => this.lives.some(row => row.some(life => life.told.has(value))));
    }
  }

  static adds(operation) {
    return (operation.f === "broadcast" || operation.f === "add") && operation.asked !== null;
  }

  collect() {
    this.fields = this.fieldsForValues();
    for (const event of this.run.events) {
      if (event.kind === "receive" && !isClient(event.of.dest)) {
        this.valuesIn(event.of).forEach(value => this.tell(event.of.dest, value, event.time, event.of));
      } else if (event.kind === "complete" && event.of.f === "read" && Array.isArray(event.of.value)) {
        event.of.value.forEach(value => this.tell(event.of.node, String(value), event.time, null));
      } else if (event.kind === "change" && event.of.state === "killed") {
        this.lives[this.run.rowOf.get(event.of.node)].push({begun: event.time, told: new Map()});
      }
    }
  }

  /**
   * The fields of messages that carry values: those of clients, and those that nodes use for the same. Stories find
   * them in the same way: see ValueFields in the bench.
   */
  fieldsForValues() {
    const ofClients = new Set();
    const ofNodes = new Map();
    for (const message of this.run.messages.filter(each => !isClient(each.dest))) {
      walk(message.body, (scalar, field) => {
        const sent = this.additions.get(String(scalar))?.begun - CLOCKS_DIFFER <= message.sent;
        if (!isClient(message.src)) {
          const content = ofNodes.get(field) ?? {all: 0, sent: 0, values: new Set()};
          content.all++;
          if (sent) {
            content.sent++;
            content.values.add(scalar);
          }
          ofNodes.set(field, content);
        } else if (sent) {
          ofClients.add(field);
        }
      });
    }
    const likely = [...ofNodes].filter(([, content]) => content.sent >= NEARLY_ALL * content.all);
    const most = Math.max(...likely.map(([, content]) => content.values.size));
    const names = likely.filter(([, content]) => content.values.size >= MOST * most).map(([field]) => field);
    return new Set([...ofClients, ...names]);
  }

  valuesIn(message) {
    const values = [];
    walk(message.body, (scalar, field) => this.fields.has(field) && values.push(String(scalar)));
    return values;
  }

  /** @param message by which the node was told; null if only a read shows it */
  tell(node, value, time, message) {
    const told = this.lives[this.run.rowOf.get(node)].at(-1).told;
    if (this.additions.has(value) && !told.has(value)) {
      told.set(value, {time, message});
    }
  }

  /** What a node had been told in the life that it led at this time: a map from values to when and by what. */
  lifeAt(row, time) {
    return this.lives[row].findLast(life => life.begun <= time).told;
  }

  has(row, value, time) {
    const telling = this.lifeAt(row, time).get(value);
    return telling !== undefined && telling.time <= time;
  }

  /** When and by what this row was first told the value, in whichever life; undefined if it never was. */
  firstTelling(row, value) {
    return this.lives[row].find(life => life.told.has(value))?.told.get(value);
  }

  /** How this value first came to this row: the hops from the client on. */
  pathTo(row, value) {
    const hops = [];
    let telling = this.firstTelling(row, value);
    while (telling?.message && hops.length < this.run.rows.length) {
      hops.unshift(telling.message);
      const sender = this.run.rowOf.get(telling.message.src);
      if (sender === undefined) {
        break;
      }
      const sent = telling.message.sent;
      telling = this.lifeAt(sender, sent).get(value);
      if (telling !== undefined && telling.time > sent) {
        break;
      }
    }
    return hops;
  }

  /** When this row had been told the value in a life before its last, or undefined. */
  toldBefore(row, value) {
    return this.lives[row].slice(0, -1).findLast(life => life.told.has(value))?.told.get(value).time;
  }

  /** The messages with this value that set out to this row and got lost. */
  lostOnTheWayTo(row, value) {
    return this.run.messages.filter(each =>
        each.fate === LOST && each.to === row && !each.client && this.valuesIn(each).includes(value));
  }

  /**
   * For each value, how long it took until the last node was first told. The values that some node lacks at the end
   * come first.
   */
  slowest(count) {
    const nodes = this.run.rows.map((row, i) => i).filter(i => !this.run.rows[i].service);
    return this.values
        .map(value => {
          const operation = this.additions.get(value);
          const known = operation.ended ?? operation.begun;
          const times = nodes.map(row =>
              this.has(row, value, this.run.end) ? this.firstTelling(row, value).time : Infinity);
          const last = nodes[times.indexOf(Math.max(...times))];
          const missing = nodes.filter((row, i) => times[i] === Infinity);
          return {value, operation, last, missing, took: Math.max(...times) - known};
        })
        .filter(slow => slow.operation.outcome === "ok" && slow.took > 0)
        .sort((a, b) => b.took - a.took || a.operation.begun - b.operation.begun)
        .slice(0, count);
  }
}

/**
 * What the reply of an operation waited for: the last message that its node received before it replied, then the last
 * that the sender of that one had received, and so on back to the client's request. What other clients asked is no part
 * of it.
 */
function pathOfOperation(run, operation) {
  const hops = [];
  const within = message => message.fate === RECEIVED
      && message.sent >= operation.begun && message.ended <= operation.ended;
  const during = run.messages.slice(run.firstMessageAt(operation.begun)).filter(within);
  let hop = during.findLast(message => message.dest === operation.client);
  while (hop !== undefined && hops.length < 20) {
    hops.unshift(hop);
    const {src, sent} = hop;
    if (src === operation.client) {
      break;
    }
    const before = each => each.dest === src && each.ended <= sent
        && (!isClient(each.src) || each.src === operation.client);
    hop = d3.greatest(during.filter(before), each => each.ended)
        // A live bench that is late notes the arrival of a request after the reply to it.
        ?? during.find(each => each.src === operation.client && each.dest === src);
  }
  return hops;
}

/** A wait that is not worth a word. */
const SHORT_WAIT_NANOS = 1e6;

/** A path in words: where it waited and how long it travelled. */
function describePath(hops) {
  return hops.map((hop, i) => {
    const wait = i === 0 ? 0 : hop.sent - hops[i - 1].ended;
    const waited = wait >= SHORT_WAIT_NANOS ? ` waited ${duration(wait)}` : "";
    return `${i === 0 ? hop.src : ""}${waited} → ${hop.dest} (${duration(hop.ended - hop.sent)})`;
  }).join("");
}
