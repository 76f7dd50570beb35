#!/usr/bin/env python3
"""A broadcast node in another language: tells its peers everything it knows, with each message that it hears."""

# test: -w broadcast --node-count 3 --rate 20 --time-limit 5

import json
import sys

node_id = None
peers = []
messages = set()


def send(dest, body):
    print(json.dumps({"src": node_id, "dest": dest, "body": body}), flush=True)


def gossip():
    for peer in peers:
        send(peer, {"type": "gossip", "messages": sorted(messages)})


for line in sys.stdin:
    request = json.loads(line)
    body = request["body"]
    reply = {"type": body["type"] + "_ok", "in_reply_to": body.get("msg_id")}
    match body["type"]:
        case "init":
            node_id = body["node_id"]
            peers = [node for node in body["node_ids"] if node != node_id]
        case "broadcast":
            messages.add(body["message"])
            gossip()
        case "read":
            reply["messages"] = sorted(messages)
        case "gossip":
            messages.update(body["messages"])
    if "msg_id" in body:
        send(request["src"], reply)
