#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What is told of changes, to whom, and from where on."""

import json
import os
import socket
import tempfile
import time
import unittest

import tap
from served import DEADLINE, PAUSED, RUNNING, SHUTOFF, Served, Stream, domain, source, state

VMIS = "/apis/kubevirt.io/v1/virtualmachineinstances"
WATCH = f"{VMIS}?watch=1"
TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"


def start(name, uid):
    return domain(name, uid), state(name, uid, 2, RUNNING)


def revision_of(event):
    return event["object"]["metadata"]["resourceVersion"]


def is_running(event):
    return event["object"]["status"].get("phase") == "Running"


def until(stream, condition):
    """Events up to the first that the condition holds for."""
    seen = []
    while not seen or not condition(seen[-1]):
        seen.append(stream.event())
    return seen


class Watches(unittest.TestCase):
    def setUp(self):
        self.server = self.enterContext(Served(with_vmis=False))
        self.server.tell(source(), *start("a", "u-a"))
        self.server.wait_for(VMIS, lambda answer: [
            item["status"].get("phase") for item in answer.json["items"]] == ["Running"])

    def list_revision(self):
        return self.server.get(VMIS).json["metadata"]["resourceVersion"]

    def test_all_there_is_comes_first(self):
        with Stream(self.server, WATCH) as stream:
            event = stream.event()
            self.assertEqual((event["type"], event["object"]["metadata"]["name"]), ("ADDED", "a"))
            self.server.tell(*start("b", "u-b"))
            seen = until(stream, is_running)
            self.assertEqual(seen[0]["type"], "ADDED")
            self.assertTrue(all(event["object"]["metadata"]["name"] == "b" for event in seen))

    def test_from_a_revision(self):
        revision = self.list_revision()
        self.server.tell(state("a", "u-a", 3, PAUSED))
        with Stream(self.server, f"{WATCH}&resourceVersion={revision}") as stream:
            event = stream.event()
            self.assertEqual(event["type"], "MODIFIED")
            self.assertGreater(int(revision_of(event)), int(revision))

    def test_removal(self):
        with Stream(self.server, f"{WATCH}&resourceVersion={self.list_revision()}") as stream:
            self.server.tell(state("a", "u-a", 4, SHUTOFF, gone=True))
            last = until(stream, lambda event: event["type"] == "DELETED")[-1]
            self.assertEqual(last["object"]["metadata"]["name"], "a")
        # Whoever goes on from there is not told again.
        self.server.tell(*start("c", "u-c"))
        with Stream(self.server, f"{WATCH}&resourceVersion={revision_of(last)}") as stream:
            self.assertEqual(stream.event()["object"]["metadata"]["name"], "c")

    def test_selection_is_entered_and_left(self):
        with Stream(self.server, f"{WATCH}&fieldSelector=status.phase=Succeeded") as stream:
            self.server.tell(state("a", "u-a", 4, SHUTOFF))
            event = stream.event()
            self.assertEqual((event["type"], event["object"]["status"]["phase"]), ("ADDED", "Succeeded"))
        with Stream(self.server, f"{WATCH}&fieldSelector=metadata.name=b") as stream:
            self.server.tell(state("a", "u-a", 5, SHUTOFF, gone=True), *start("b", "u-b"))
            self.assertEqual(stream.event()["object"]["metadata"]["name"], "b")

    def test_too_old(self):
        for revision in ("1", "18446744073709551614"):
            with Stream(self.server, f"{WATCH}&resourceVersion={revision}") as stream:
                event = stream.event()
                self.assertEqual((event["type"], event["object"]["code"]), ("ERROR", 410))
                self.assertEqual(event["object"]["reason"], "Expired")
                self.assertEqual(stream.line(), "")

    def test_end_with_bookmark(self):
        revision = self.list_revision()
        with Stream(self.server, f"{WATCH}&resourceVersion={revision}&timeoutSeconds=1"
                                 "&allowWatchBookmarks=true") as stream:
            event = stream.event()
            self.assertEqual((event["type"], revision_of(event)), ("BOOKMARK", revision))
            self.assertEqual(stream.line(), "")

    def test_tables(self):
        with Stream(self.server, WATCH, Accept=TABLE) as stream:
            event = stream.event()
            self.assertEqual((event["type"], event["object"]["kind"]), ("ADDED", "Table"))
            self.assertEqual(event["object"]["rows"][0]["cells"][0], "a")

    def test_bad_parameters(self):
        for query in ("resourceVersion=new", "timeoutSeconds=-1", "timeoutSeconds=1e3"):
            answer = self.server.get(f"{WATCH}&{query}")
            self.assertEqual((answer.code, answer.json["reason"]), (400, "BadRequest"), query)

    def test_server_sent_events(self):
        with Stream(self.server, "/v1/events") as stream:
            lines = [stream.line() for _ in range(4)]
            self.assertEqual(stream.response.headers["Content-Type"], "text/event-stream")
            self.assertEqual(lines[1], "event: ADDED\n")
            data = json.loads(lines[2].removeprefix("data: "))
            self.assertEqual(data["object"]["metadata"]["name"], "a")
            self.assertTrue(data["observed"]["parts"])
            last = lines[0].removeprefix("id: ").strip()
        self.server.tell(state("a", "u-a", 3, PAUSED))
        with Stream(self.server, "/v1/events", **{"Last-Event-ID": last}) as stream:
            self.assertEqual([stream.line(), stream.line()][1], "event: MODIFIED\n")

    def test_many_watchers_hear_of_one_change(self):
        streams = [self.enterContext(Stream(self.server, WATCH)) for _ in range(50)]
        for stream in streams:
            self.assertEqual(stream.event()["type"], "ADDED")
        self.server.tell(state("a", "u-a", 3, PAUSED))
        first = [stream.line() for stream in streams]
        self.assertEqual(len(set(first)), 1)
        self.assertEqual(json.loads(first[0])["type"], "MODIFIED")


def wait_until(condition):
    until_monotonic = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < until_monotonic, "it did not happen"
        time.sleep(0.01)


def is_socket(path):
    try:
        return os.readlink(path).startswith("socket:")
    except FileNotFoundError:  # it was closed since it was listed
        return False


def count_sockets(server):
    folder = f"/proc/{server.process.pid}/fd"
    return sum(is_socket(f"{folder}/{name}") for name in os.listdir(folder))


class Slow(unittest.TestCase):
    def test_watchers_that_go_are_forgotten(self):
        with Served(with_vmis=False) as server:
            server.tell(source(), *start("a", "u-a"))
            before = count_sockets(server)
            streams = [Stream(server, WATCH) for _ in range(20)]
            for stream in streams:
                stream.event()
            self.assertEqual(count_sockets(server), before + 20)
            for stream in streams:
                stream.response.close()
                stream.connection.close()
            wait_until(lambda: count_sockets(server) == before)

    def test_stuck_watcher_is_cut_off(self):
        with tempfile.TemporaryDirectory() as folder, \
             Served(f"unix:{folder}/socket", "write-timeout-msec=500", with_vmis=False) as server:
            server.tell(source(), *start("a", "u-a"))
            before = count_sockets(server)
            with socket.socket(socket.AF_UNIX) as stuck:
                stuck.connect(f"{folder}/socket")
                stuck.sendall(f"GET {WATCH} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                wait_until(lambda: count_sockets(server) > before)
                # More than the buffers of a socket hold, while nobody reads, until it is gone.
                turn = 0
                until_monotonic = time.monotonic() + DEADLINE
                while count_sockets(server) > before:
                    self.assertLess(time.monotonic(), until_monotonic)
                    turn += 1
                    server.tell(state("a", "u-a", 3 + turn, (RUNNING, PAUSED)[turn % 2]))
            self.assertEqual(server.get("/livez").code, 200)

    def test_who_is_too_far_behind_begins_anew(self):
        with Served(with_vmis=False) as server:
            server.tell(source(), *start("a", "u-a"))
            revision = server.get(VMIS).json["metadata"]["resourceVersion"]
            for turn in range(1100):
                server.tell(state("a", "u-a", 3 + turn, (RUNNING, PAUSED)[turn % 2]))
            with Stream(server, f"{WATCH}&resourceVersion={revision}") as stream:
                event = stream.event()
                self.assertEqual((event["type"], event["object"]["code"]), ("ERROR", 410))


if __name__ == "__main__":
    tap.main()
