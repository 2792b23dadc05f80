#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The program `oracle` itself: whether it sees what differs, lets pass what does not, and says
what it cannot read. All on VMIs of which nothing but the object is known, so that KubeVirt would
leave the stored status as it is."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import tap

PROGRAM = os.environ["ORACLE"]
NOW = "2026-11-21T09:50:00Z"


def case(stored, expect, name="a", **more):
    metadata = {"name": "vm1", "namespace": "ns1", "uid": "u1"}
    vmi = {"kind": "VirtualMachineInstance", "metadata": metadata, "status": {"phase": "Running", **stored}}
    return {"id": f"test/{name}", "area": "test", "input": {"vmi": vmi}, "expect": expect, **more}


class Run:
    def __init__(self, text, *options, deviations=""):
        with tempfile.TemporaryDirectory() as folder:
            self.path = pathlib.Path(folder) / "cases.jsonl"
            listed = pathlib.Path(folder) / "deviations.txt"
            self.path.write_text(text)
            listed.write_text(deviations)
            done = subprocess.run([PROGRAM, "--deviations", listed, *options, self.path],
                                  capture_output=True, text=True, timeout=60)
        self.status, self.error = done.returncode, done.stderr
        self.lines = done.stdout.splitlines()


def run(*cases, **more):
    return Run("\n".join(json.dumps(c) for c in cases), **more)


class Comparing(unittest.TestCase):
    def assert_same(self, stored, expect, **more):
        done = run(case(stored, expect, **more))
        self.assertEqual(done.lines, ["1 passed, 0 failed"])
        self.assertEqual(done.status, 0)

    def assert_differs(self, stored, expect, *differences, **more):
        done = run(case(stored, expect, **more))
        self.assertEqual(done.lines, ["test/a", *("  " + d for d in differences), "0 passed, 1 failed"])
        self.assertEqual(done.status, 1)

    def test_same(self):
        self.assert_same({}, {"phase": "Running"})
        self.assert_same({}, {"status": {"phase": "Running", "nodeName": "", "runtimeUser": 0}})
        self.assert_same({"machine": {"type": "q35"}}, {"machine": {"type": "q35"}, "memory": None})

    def test_scalar(self):
        self.assert_differs({}, {"phase": "Failed"}, 'phase: expected "Failed", got "Running"')
        self.assert_differs({"interfaces": [{"queueCount": 2}]}, {"interfaces": [{"queueCount": 1}]},
                            "interfaces[0].queueCount: expected 1, got 2")

    def test_empty_member_is_absent(self):
        self.assert_same({"interfaces": [{"name": "a"}]},
                         {"interfaces": [{"name": "a", "mac": "", "ipAddresses": [], "queueCount": 0}]})

    def test_whole_part(self):
        self.assert_differs({}, {"memory": {}}, "memory: expected {}, got nothing")
        self.assert_differs({"memory": {}}, {"memory": None}, "memory: expected nothing, got {}")

    def test_map(self):
        self.assert_same({"activePods": {"p": ""}}, {"status": {"phase": "Running", "activePods": {"p": ""}}})
        self.assert_differs({}, {"status": {"phase": "Running", "activePods": {"p": ""}}},
                            'status.activePods: expected {"p":""}, got nothing')
        self.assert_differs({"activePods": {"p": "", "q": ""}},
                            {"status": {"phase": "Running", "activePods": {"p": ""}}},
                            'status.activePods.q: expected nothing, got ""')

    def test_order(self):
        two = [{"name": "b"}, {"name": "a"}]
        self.assert_differs({"interfaces": two}, {"interfaces": two[::-1]},
                            'interfaces[0].name: expected "a", got "b"',
                            'interfaces[1].name: expected "b", got "a"')
        self.assert_same({"interfaces": two}, {"interfaces": two[::-1]}, flags=["order-varies"], stablePrefix=0)
        self.assert_differs({"interfaces": two}, {"interfaces": two[::-1]},
                            'interfaces[0].name: expected "a", got "b"',
                            'interfaces[1].name: expected "b", got "a"',
                            flags=["order-varies"], stablePrefix=1)

    def test_length(self):
        self.assert_differs({"interfaces": [{"name": "a"}]}, {"interfaces": [{"name": "a"}, {"name": "b"}]},
                            'interfaces[1]: expected {"name":"b"}, got nothing')
        self.assert_differs({"interfaces": [{"name": "a"}]}, {"interfaces": None},
                            'interfaces[0]: expected nothing, got {"name":"a"}')

    def test_now(self):
        stored = {"conditions": [{"type": "Ready", "status": "True", "lastProbeTime": NOW}]}
        expect = {"conditions": [{"type": "Ready", "status": "True", "lastProbeTime": "<now>"}]}
        self.assert_same(stored, expect)
        stored["conditions"][0]["lastProbeTime"] = "2026-01-01T00:00:00Z"
        self.assert_differs(stored, expect,
                            'conditions[0].lastProbeTime: expected "<now>", got "2026-01-01T00:00:00Z"')

    def test_unknown_member(self):
        self.assert_differs({}, {"weather": "rain"}, 'weather: expected "rain", got nothing')

    def test_newer_answer_counts(self):
        self.assert_same({}, {"phase": "Failed"}, expectMain={"phase": "Running"})

    def test_crash(self):
        self.assert_same({}, {"crash": True}, flags=["crash"])
        self.assert_same({"phase": 7}, {"crash": True}, flags=["crash"])

    def test_input_that_is_no_object(self):
        self.assert_differs({"phase": 7}, {"phase": "7"},
                            "no answer: object: object.status.phase: expected a string, found a number")


class Listing(unittest.TestCase):
    """Deviations and forms of output"""

    GOOD = case({}, {"phase": "Running"}, name="good")
    BAD = case({}, {"phase": "Failed"}, name="bad")

    def test_deviation(self):
        done = run(self.GOOD, self.BAD, deviations="# why\n\ntest/bad truth counts\n")
        self.assertEqual(done.lines[0], "test/bad: deviation: truth counts")
        self.assertEqual(done.lines[-1], "1 passed, 0 failed, 1 deviations")
        self.assertEqual(done.status, 0)

    def test_stale_deviation(self):
        done = run(self.GOOD, deviations="test/good no longer\n")
        self.assertIn("  passes, but is in the list of deviations", done.lines)
        self.assertEqual(done.lines[-1], "0 passed, 1 failed")
        self.assertEqual(done.status, 1)

    def test_deviation_of_no_case(self):
        done = run(self.GOOD, deviations="test/gone is gone\nother/x not run\n")
        self.assertIn("test/gone: in the list of deviations, but there is no such case", done.error)
        self.assertNotIn("other/x", done.error)
        self.assertEqual(done.lines[-1], "1 passed, 1 failed")
        self.assertEqual(done.status, 1)

    def test_bad_list(self):
        done = run(self.GOOD, deviations="# fine\ntest/good\n")
        self.assertIn("deviations.txt:2: expected an id, a blank and a reason", done.error)
        self.assertEqual(done.status, 2)

    def test_tap(self):
        text = "\n".join(json.dumps(c) for c in (self.GOOD, self.BAD, case({}, {"phase": "x"}, name="odd")))
        done = Run(text, "--tap", deviations="test/odd why not\n")
        self.assertEqual(done.lines[0], "ok 1 test/good")
        self.assertEqual(done.lines[1], "not ok 2 test/bad")
        self.assertEqual(done.lines[3], "not ok 3 test/odd # TODO why not")
        self.assertEqual(done.lines[-2:], ["1..3", "# 1 passed, 1 failed, 1 deviations"])

    def test_only(self):
        text = json.dumps(self.GOOD) + "\n\n" + json.dumps(self.BAD)
        self.assertEqual(Run(text, "--only", "goo").lines, ["1 passed, 0 failed"])
        self.assertEqual(Run(text, "--only", "test", "-q").lines, ["test/bad", "1 passed, 1 failed"])
        self.assertEqual(Run(text, "--only", "nothing").status, 1)


class Unreadable(unittest.TestCase):
    def assert_unreadable(self, text, complaint):
        done = Run(text)
        self.assertEqual(done.status, 2)
        self.assertEqual(done.lines, [])
        self.assertIn(complaint, done.error)

    def test_lines(self):
        good = json.dumps(Listing.GOOD)
        self.assert_unreadable(good + "\n{", "cases.jsonl:2: ")
        self.assert_unreadable("[]", "cases.jsonl:1: expected a JSON object")
        self.assert_unreadable('{"id": 7}', "cases.jsonl:1: id: a case needs this member")
        self.assert_unreadable('{"id": "a", "area": "b"}', "cases.jsonl:1: input: a case needs this member")
        self.assert_unreadable('{"id": "a", "area": "b", "input": {}}',
                               "cases.jsonl:1: expect: a case needs this member")

    def test_file(self):
        done = subprocess.run([PROGRAM, "/nonexistent.jsonl"], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("/nonexistent.jsonl", done.stderr)

    def test_use(self):
        done = subprocess.run([PROGRAM], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("use: oracle", done.stderr)


if __name__ == "__main__":
    sys.exit(tap.main())
