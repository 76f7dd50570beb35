#!/usr/bin/env python3
"""A node for echo and unique-ids, with one bad habit: the one that its argument names."""

import json
import os
import signal
import sys
import threading
import time

HABIT = sys.argv[1] if len(sys.argv) > 1 else "none"
node_id = None
answered = 0


def send(dest, body):
    print(json.dumps({"src": node_id, "dest": dest, "body": body}), flush=True)


def reply(request, body):
    send(request["src"], body | {"in_reply_to": request["body"]["msg_id"]})


def beget():
    """Starts a process that ignores polite signals, keeps stdout open, and belongs to nobody: its parent ends."""
    if os.fork() == 0:
        if os.fork() == 0:
            os.setsid()
            for polite in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(polite, signal.SIG_IGN)
            print("beget", os.getpid(), file=sys.stderr, flush=True)
            time.sleep(3600)
        os._exit(0)
    os.wait()


def answer(request):
    """After five requests the habit shows."""
    global answered
    answered += 1
    body = request["body"]
    right = {"type": body["type"] + "_ok", "echo": body.get("echo")}
    if body["type"] == "generate":
        right = {"type": "generate_ok", "id": node_id + "-" + str(answered)}
    match HABIT if answered > 5 else "none":
        case "prints":
            print("got a request", flush=True)
            reply(request, right)
        case "skips_lines":
            print("", flush=True)
        case "raves":
            print("x" * 100_000_000, flush=True)
        case "raves_on":
            print("x" * 100_000_000, end="", flush=True)
            time.sleep(3600)
        case "rambles":
            sys.stderr.write("\n" * 100_000 + ("y" * 1_000 + "\n") * 60_000 + "y" * 1_000_000)
            reply(request, right)
        case "begs":
            while True:
                send("lin-kv", {"type": "read", "key": 1, "msg_id": 1})
        case "babbles":
            reply(request, right | {"text": "x" * 4_000_000})
        case "begets":
            beget()
            reply(request, right)
        case "misshapes":
            print(json.dumps({"from": node_id, "to": request["src"]}), flush=True)
        case "tells_nobody":
            send("n99", {"type": "hello"})
            reply(request, right)
        case "glues":
            message = json.dumps({"src": node_id, "dest": request["src"], "body": {"type": "news"}})
            print(message + message, flush=True)
        case "throws":
            threading.Thread(target=lambda: body["text"]).start()
        case "chokes":
            reply(request, right | {"echo": {1}})
        case "lies":
            reply(request, right | {"echo": "something else"})
        case "mistypes":
            reply(request, right | {"type": "ok"})
        case "repeats":
            reply(request, right | {"id": "the same"})
        case "storms":
            for _ in range(2):
                send(node_id, {"type": "storm", "text": "x" * 1_000_000})
        case "exits":
            print("I have seen enough", file=sys.stderr)
            sys.exit(3)
        case _:
            reply(request, right)


if HABIT == "declines":
    sys.exit(7)

for line in sys.stdin:
    message = json.loads(line)
    if message["body"]["type"] == "init":
        node_id = message["body"]["node_id"]
        print(node_id, "is here", file=sys.stderr)
        if HABIT == "sleeps":
            time.sleep(3600)
        if HABIT == "greets":
            print("hello", flush=True)
        if HABIT == "answers_nothing":
            send(message["src"], {"type": "init_ok"})
            time.sleep(3600)
        if HABIT == "swaps":
            node_id = message["src"]
            send(message["dest"], {"type": "init_ok", "in_reply_to": message["body"]["msg_id"]})
            time.sleep(3600)
        if HABIT == "omits_line_ends":
            print('{"src": "n0", "dest": "c0"', end="", flush=True)
            time.sleep(3600)
        reply(message, {"type": "INIT_OK" if HABIT == "shouts" else "init_ok"})
    elif HABIT == "answers_nobody":
        send("n99", {"type": "echo_ok"})
    elif HABIT == "mixes_up":
        message["body"]["msg_id"] += 1000
        answer(message)
    elif HABIT != "ignores":
        answer(message)

if HABIT == "stays":
    time.sleep(3600)
