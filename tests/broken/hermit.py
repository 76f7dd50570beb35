#!/usr/bin/env python3
"""The bug: a node keeps to itself what it is told."""

# test: -w broadcast --node-count 3 --rate 20 --time-limit 5
# convicted of: lost

import json
import sys

node_id = None
messages = set()


def send(dest, body):
    print(json.dumps({"src": node_id, "dest": dest, "body": body}), flush=True)


for line in sys.stdin:
    request = json.loads(line)
    body = request["body"]
    reply = {"type": body["type"] + "_ok", "in_reply_to": body.get("msg_id")}
    match body["type"]:
        case "init":
            node_id = body["node_id"]
        case "broadcast":
            messages.add(body["message"])
        case "read":
            reply["messages"] = sorted(messages)
    if "msg_id" in body:
        send(request["src"], reply)
