#!/usr/bin/env node
// {title}
//
// Test it:      maelstrom test --bin {file}
// Its messages: maelstrom help {workload}
//
{test}

const TODO = { type: "error", code: 10, text: "TODO" }; // tells the client that nothing has happened

let nodeId; // this node's name
let nodeIds = []; // the names of all nodes

/** Sends a message to a node. The network may lose it without telling anyone. */
function send(dest, body) {
  process.stdout.write(JSON.stringify({ src: nodeId, dest, body }) + "\n");
}

/** Writes to stderr, because stdout is for messages only. */
function log(text) {
  process.stderr.write(text + "\n");
}

/** Each handler takes a request and its sender, and returns the body of the reply, or nothing. */
const handlers = {
  init(request) {
    nodeId = request.node_id;
    nodeIds = request.node_ids;
    return { type: "init_ok" };
  },

{handlers}
};

require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { src, body } = JSON.parse(line);
  const handler = handlers[body.type];
  const reply = handler ? handler(body, src) : { type: "error", code: 10, text: "no such handler" };
  if (reply && "msg_id" in body) {
    send(src, { ...reply, in_reply_to: body.msg_id });
  }
}).on("close", () => process.exit(0));
