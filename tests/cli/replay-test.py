#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The program `vmistate` on a recording: what it prints, letter for letter, and how it exits.

Each file tests/data/replay/CASE.txt begins with lines that say how to call the program, then holds
what it must print. VMISTATE_REGENERATE=1 writes them anew, to be read before they are committed.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import printed
import tap

DATA = pathlib.Path(os.environ["VMISTATE_TEST_DATA"]) / "replay"
PROGRAM = os.environ["VMISTATE_CLI"]
RECORDING = DATA / "web.jsonl"

CASES = {
    "list": ["list"],
    "list-json": ["list", "-o", "json"],
    "get": ["get", "web"],
    "get-json": ["get", "prod/web", "-o", "json"],
    "get-observed": ["get", "prod/web", "-o", "json", "--observed"],
    "get-kubevirt": ["get", "prod/web", "-o", "json", "--profile", "kubevirt"],
    "watch": ["watch"],
    "watch-one": ["watch", "prod/web"],
    "watch-json": ["watch", "5f1c", "-o", "json"],
    "guestosinfo": ["guestosinfo", "web"],
    "userlist": ["userlist", "web"],
    "filesystemlist": ["filesystemlist", "web"],
}


# On a recording that has lines of logs
LOGS = {
    "watch-logs": ["watch", "--logs", "/var/log/libvirt"],
    "watch-logs-one": ["watch", "prod/web", "--logs", "/var/log/libvirt"],
    "watch-logs-json": ["watch", "-o", "json", "--logs", "/var/log/libvirt"],
}

# On a recording that has numbers
NUMBERS = {
    "top": ["top"],
    "top-by-name": ["top", "--sort", "name"],
    "top-json": ["top", "-o", "json"],
}


def run(*arguments, replay=RECORDING):
    environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    call = [PROGRAM] + (["--replay", str(replay)] if replay else []) + list(arguments)
    return subprocess.run(call, env=environment, capture_output=True, text=True, timeout=60)


class Output(printed.PrintedCase):
    """One test per case, added below."""

    def check(self, name, arguments, replay=RECORDING):
        done = run(*arguments, replay=replay)
        self.assert_printed(done, DATA / f"{name}.txt", done.stdout)
        self.assertNotIn("\033", done.stdout)


for case, words in CASES.items():
    setattr(Output, f"test_{case}", lambda self, n=case, w=words: self.check(n, w))


for case, words in LOGS.items():
    setattr(Output, f"test_{case}", lambda self, n=case, w=words: self.check(n, w, DATA / "logs.jsonl"))


for case, words in NUMBERS.items():
    setattr(
        Output, f"test_{case}", lambda self, n=case, w=words: self.check(n, w, DATA / "numbers.jsonl")
    )


class Metrics(unittest.TestCase):
    def test_metrics_of_both_formats(self):
        prometheus = run("metrics").stdout
        openmetrics = run("metrics", "-o", "openmetrics", "--profile", "default,kubevirt").stdout
        self.assertIn("# TYPE vmistate_vmi_ready gauge\n", prometheus)
        self.assertIn("kubevirt_vmi_info{", openmetrics)
        self.assertTrue(openmetrics.endswith("# EOF\n"))



class Failures(printed.FailureCase):
    def test_no_command(self):
        self.assert_failure(run(), 2, "no command given")

    def test_unknown_command(self):
        self.assert_failure(run("frobnicate"), 2, "no command 'frobnicate'")

    def test_unknown_option(self):
        self.assert_failure(run("list", "--frobnicate"), 2, "--frobnicate")

    def test_missing_name(self):
        self.assert_failure(run("get"), 2, "use: vmistate get NAME")

    def test_too_many_names(self):
        self.assert_failure(run("get", "a", "b"), 2, "use: vmistate get NAME")

    def test_unknown_format(self):
        self.assert_failure(run("list", "-o", "yaml"), 2, "not 'yaml'")

    def test_format_where_there_is_none(self):
        self.assert_failure(run("get", "web", "--observed"), 2, "go with -o json")
        self.assert_failure(run("get", "web", "-o", "json", "--profile", "x"), 2, "not 'x'")
        self.assert_failure(run("userlist", "web", "-o", "json"), 2, "takes no -o")

    def test_bad_timeout(self):
        for value in ("0", "-1", "nan", "4000"):
            self.assert_failure(run("list", "--timeout", value), 2, "--timeout")

    def test_connection_and_replay(self):
        self.assert_failure(run("list", "-c", "test:///default"), 2, "either -c or --replay")

    def test_no_such_sort(self):
        self.assert_failure(run("top", "--sort", "x"), 2, "--sort is one of name, cpu")

    def test_bad_interval(self):
        self.assert_failure(run("top", "--interval", "0"), 2, "--interval is a number of seconds")

    def test_no_such_metrics_profile(self):
        self.assert_failure(run("metrics", "--profile", "x"), 2, "--profile is default, kubevirt")

    def test_metrics_are_no_json(self):
        self.assert_failure(run("metrics", "-o", "json"), 2, "-o is prometheus or openmetrics")

    def test_no_such_vmi(self):
        self.assert_failure(run("get", "nobody"), 1, "no VMI 'nobody'")

    def test_wrong_namespace(self):
        self.assert_failure(run("get", "dev/web"), 1, "no VMI 'dev/web'")

    def test_no_agent(self):
        self.assert_failure(run("guestosinfo", "0bad"), 1, "does not have guest agent connected")

    def test_ping_needs_a_connection(self):
        self.assert_failure(run("ping", "web"), 1, "no source can ask the guest")

    def test_no_file(self):
        self.assert_failure(run("list", replay="/nonexistent.jsonl"), 1, "/nonexistent.jsonl")

    def test_bad_uri(self):
        self.assert_failure(run("list", "-c", "rubbish", replay=None), 2, "not a libvirt URI")

    def test_no_connection(self):
        uri = "qemu+unix:///system?socket=/nonexistent/libvirt-sock"
        self.assert_failure(run("list", "-c", uri, replay=None), 3, "/nonexistent/libvirt-sock")

    def test_bad_line_is_named(self):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.write('\n# fine\n{"source":"s","name":"a","observedAt":"yesterday"}\n')
            file.flush()
            done = run("list", replay=file.name)
        self.assert_failure(done, 2, "line 3: observedAt: “yesterday” is not an RFC 3339 time")


class Help(unittest.TestCase):
    def test_help_names_every_command(self):
        done = run("--help", replay=None)
        self.assertEqual(done.returncode, 0)
        for command in ("list", "get", "watch", "guestosinfo", "userlist", "filesystemlist", "ping"):
            self.assertIn(f"\n  {command}", done.stdout)

    def test_version(self):
        self.assertRegex(run("--version", replay=None).stdout, r"^vmistate \d+\.\d+\.\d+\n$")


if __name__ == "__main__":
    sys.exit(tap.main())
