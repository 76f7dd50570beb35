"use strict";

// The cost account, and the slowest values or operations with the paths on which they came.

const SLOWEST = 8;
const MOST_NODES = 30;

/**
 * Messages that involve no client, until the last operation ends, as Maelstrom counts them; grouped, and held against
 * all operations.
 */
class Account {

  constructor(run, omitted) {
    this.operations = run.operations.length;
    const counted = run.messages
        .filter(message => !message.client && !message.again && message.sent <= run.lastOperation)
        .map(message => ({...message, count: 1, phase: run.phaseAt(message.sent).name}));
    const left = omitted.map(each => ({...each, phase: run.phaseAt(each.second * NANOS_PER_SECOND).name}));
    this.entries = counted.concat(left);
    this.total = this.entries.reduce((sum, entry) => sum + entry.count, 0);
  }

  /** Rows of a table, the largest first: name, messages, share as a bar, messages for each operation. */
  rows(keyOf) {
    const sums = new Map();
    for (const entry of this.entries) {
      sums.set(keyOf(entry), (sums.get(keyOf(entry)) ?? 0) + entry.count);
    }
    return [...sums].sort((a, b) => b[1] - a[1]).slice(0, MOST_NODES).map(([name, count]) =>
        [name, figure(count), meter(count / this.total), this.perOperation(count)]);
  }

  perOperation(count) {
    return this.operations === 0 ? "–" : figure(count / this.operations);
  }
}

function meter(share) {
  const bar = element("span", {class: "bar"});
  bar.style.width = `${(share * 90).toFixed(1)}px`;
  const percent = `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
  return element("span", {class: "meter"}, bar, element("span", {class: "share"}, percent));
}

function showCost(run, omitted) {
  const account = new Account(run, omitted);
  byId("cost-sum").textContent = account.total === 0
      ? "No message went between nodes, or between a node and a service."
      : `${plural(account.total, "message")} between nodes and services for `
          + `${plural(account.operations, "operation")}: ${account.perOperation(account.total)} for each. `
          + "Messages to and from clients do not count, as in Maelstrom.";
  const headers = name => [name, "messages", "share", "per operation"];
  if (account.total > 0) {
    byId("cost").replaceChildren(
        table("By type", headers("type"), account.rows(entry => entry.type), [1, 3]),
        table("By phase", headers("phase"), account.rows(entry => entry.phase), [1, 3]),
        table("By sender", headers("sender"), account.rows(entry => entry.src), [1, 3]));
  }
}

/** @param go is called with an operation when somebody wants to see it */
function showSlowest(run, knowledge, go) {
  const link = (operation, text) =>
      element("button", {type: "button", class: "link", onclick: () => go(operation)}, text);
  const [words, slowest] = knowledge.isSet ? slowestValues(run, knowledge, link) : slowestOperations(run, link);
  byId("slow-text").textContent = words;
  byId("slow").replaceChildren(slowest);
}

function slowestValues(run, knowledge, link) {
  const rows = knowledge.slowest(SLOWEST).map(slow => {
    const names = slow.missing.map(row => run.rows[row].name).join(" ");
    return [
      link(slow.operation, slow.value),
      slow.missing.length > 0 ? `never told: ${shorten(names, 40)}` : duration(slow.took),
      slow.missing.length > 0 ? whyMissing(knowledge, slow.missing[0], slow.value)
          : describePath(knowledge.pathTo(slow.last, slow.value)) || "a read shows it first",
    ];
  });
  const words = rows.length === 0
      ? "Each value had reached all nodes when it was acknowledged."
      : "The values that took longest, after their acknowledgement, to reach the last node, and their path to it.";
  return [words, table("Slowest values", ["value", "until all were told", "path to the last node"], rows, [1])];
}

function whyMissing(knowledge, row, value) {
  const told = knowledge.toldBefore(row, value);
  if (told !== undefined) {
    return `told at ${seconds(told)}, forgotten when it was killed`;
  }
  const lost = knowledge.lostOnTheWayTo(row, value);
  return lost.length === 0 ? "no message with it was sent to this node" : lost.slice(0, 3)
      .map(({src, dest, why, ended}) => `${src} → ${dest} lost (${why}) at ${seconds(ended)}`).join(", ");
}

function slowestOperations(run, link) {
  const ended = run.operations.filter(operation => operation.ended !== null)
      .sort((a, b) => (b.ended - b.begun) - (a.ended - a.begun)).slice(0, SLOWEST);
  const rows = ended.map(operation => [
    link(operation, `${operation.node}'s client: ${describeOperation(operation, 30)}`),
    duration(operation.ended - operation.begun),
    OUTCOMES[operation.outcome],
    describePath(pathOfOperation(run, operation)) || "no reply",
  ]);
  const words = "The operations that took longest. A path goes back from the reply: what the node received last before "
      + "it replied, what the sender of that had received last, and so on.";
  return [words, table("Slowest operations", ["operation", "took", "outcome", "path"], rows, [1])];
}
