#!/usr/bin/env python3
"""{title}

Test it:      maelstrom test --bin {file}
Its messages: maelstrom help {workload}
"""

{test}

import json
import sys

UNKNOWN = {"type": "error", "code": 10, "text": "no handler for this type"}
TODO = {"type": "error", "code": 10, "text": "TODO"}  # tells the client that nothing has happened

node_id = None  # this node's name
node_ids = []  # the names of all nodes


def send(dest, body):
    """Sends a message to a node. The network may lose it without telling anyone."""
    print(json.dumps({"src": node_id, "dest": dest, "body": body}), flush=True)


def log(text):
    """Writes to stderr, because stdout is for messages only."""
    print(text, file=sys.stderr, flush=True)


# Each handler takes a request and its sender, and returns the body of the reply, or None.


{handlers}


for line in sys.stdin:
    message = json.loads(line)
    request = message["body"]
    if request["type"] == "init":
        node_id, node_ids = request["node_id"], request["node_ids"]
        reply = {"type": "init_ok"}
    else:
        handler = globals().get("on_" + request["type"])
        reply = handler(request, message["src"]) if handler else UNKNOWN
    if reply is not None and "msg_id" in request:
        send(message["src"], {**reply, "in_reply_to": request["msg_id"]})
