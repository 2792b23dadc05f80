#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""`vmistate observe` on files of API objects: what it prints, letter for letter, and how it exits.

Each file tests/data/observe/CASE.txt is what the call of that name must print. Objects count as
observed now, so times are left out.
VMISTATE_REGENERATE=1 writes them anew, to be read before they are committed.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import printed
import tap

DATA = pathlib.Path(os.environ["VMISTATE_TEST_DATA"])
OBSERVE = DATA / "observe"
PROGRAM = os.environ["VMISTATE_CLI"]
TIME = re.compile(r'"\d{4}-\d\d-\d\dT[^"]*Z"')

CASES = {
    "web": ["web.json"],
    "web-json": ["web.json", "-o", "json"],
    "stream": ["stream.json"],
    "stream-json": ["stream.json", "-o", "json"],
    "web-and-replay": ["web.json", "--replay", "../replay/web.jsonl"],
    "web-and-libvirt": ["web.json", "-c", "test:///default"],
}

# What is no file of objects, and what must be said of it, behind "vmistate: standard input"
BAD = {
    "": ": there is no object in it",
    " \n\t\r\n": ": there is no object in it",
    "hello\n": ", line 1: not JSON: expected a value at byte 0",
    "\n\n7": ", line 3: top level: expected an object, found a number",
    "}": ", line 1: not JSON: expected a value at byte 0",
    "[]": ", line 1: top level: expected an object, found an array",
    '{"kind": "Service"}\n{"kind": "Pod"}\n':
        ", line 2: metadata.name: an object needs this member",
    '{"kind": "Service"}{"kind": 7}\n': ", line 1: kind: expected a string, found a number",
    '{"kind": "Service"} ,\n': ", line 1: not JSON: expected a value at byte 0",
    '{\n "kind": "Pod",\n "metadata" {}\n}\n': ', line 3: not JSON: expected “:” at byte 30',
    '{\n "kind": "PodList",\n "items": [\n  {"metadata": {"name": "a"}},\n  {"metadata": 7}\n ]\n}\n':
        ", line 1: items[1].metadata: expected an object, found a number",
    '{"type": "ERROR", "object": {"kind": "Status", "code": 410}}':
        ", line 1: type: “ERROR” is not an event of a watch",
    '{"kind": "Pod"': ', line 1: not JSON: expected “,” or “}” at byte 14',
    '{"kind": "\\': ", line 1: not JSON: expected an escape at byte 11",
    '{"kind": "Service", "kind": "Pod"}': ", line 1: kind: this member is there twice",
}


def run(*arguments, text=None):
    environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    return subprocess.run([PROGRAM, "observe", *arguments], env=environment, cwd=OBSERVE,
                          input=text, capture_output=True, text=True, timeout=60)


class Output(printed.PrintedCase):
    """One test per case, added below."""

    def check(self, name, arguments):
        done = run(*arguments)
        self.assert_printed(done, OBSERVE / f"{name}.txt", TIME.sub('"<time>"', done.stdout))

    def test_standard_input(self):
        done = run("-", text=(OBSERVE / "stream.json").read_text())
        self.assertEqual(done.stdout, run("stream.json").stdout)
        self.assertEqual(done.returncode, 0)

    def test_several_files(self):
        text = "".join((OBSERVE / name).read_text() for name in ("web.json", "stream.json"))
        done = run("-", "-o", "json", text=text)
        names = [item["metadata"]["name"] for item in json.loads(done.stdout)["items"]]
        # A list of VMIs tells that the one before it is not there.
        self.assertEqual(names, ["c", "b"])

    def test_strings_with_brackets(self):
        vmi = {"kind": "VirtualMachineInstance", "metadata": {"name": 'a"}]\\', "uid": "u"}}
        done = run("-", "-o", "json", text=json.dumps(vmi) * 2)
        self.assertEqual(json.loads(done.stdout)["items"][0]["metadata"]["name"], 'a"}]\\')


for case, words in CASES.items():
    setattr(Output, f"test_{case}", lambda self, n=case, w=words: self.check(n, w))


class Failures(printed.FailureCase):
    """One test per bad text, added below."""

    def check(self, text, complaint):
        done = run("-", text=text)
        self.assert_failure(done, 2, "")
        self.assertEqual(done.stderr, f"vmistate: standard input{complaint}\n")

    def test_name_of_the_file(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write('{"kind": "List", "items": [{}]}')
            file.flush()
            done = run(file.name)
        self.assert_failure(done, 2, f"{file.name}, line 1: items[0].kind: an object needs")

    def test_no_file(self):
        self.assert_failure(run("/nonexistent.json"), 1, "/nonexistent.json")

    def test_folder(self):
        self.assert_failure(run("."), 2, "Is a directory")

    def test_no_argument(self):
        self.assert_failure(run(), 2, "use: vmistate observe FILE")

    def test_bad_connection(self):
        self.assert_failure(run("web.json", "-c", "rubbish"), 2, "not a libvirt URI")

    def test_not_utf8(self):
        done = subprocess.run([PROGRAM, "observe", "-"], input=b'{"kind": "Pod\xff"}',
                              capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"line 1: JSON is not valid UTF-8 at byte 13", done.stderr)


for number, (bad, said) in enumerate(BAD.items()):
    setattr(Failures, f"test_bad_{number}", lambda self, b=bad, s=said: self.check(b, s))

if __name__ == "__main__":
    sys.exit(tap.main())
