#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The alert rules and the dashboard under examples/, against a real Prometheus.

It scrapes `vmistate serve`, which has the fleet in tests/data/telemetry, and has to answer whatever
the dashboard asks and to evaluate every rule.
"""

import contextlib
import json
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import urllib.request

import tap

EXAMPLES = pathlib.Path(os.environ["VMISTATE_EXAMPLES"])
RULES = EXAMPLES / "prometheus" / "vmistate-alerts.yml"
DASHBOARD = json.loads((EXAMPLES / "grafana" / "vmistate.json").read_text())
PAGE = (pathlib.Path(os.environ["VMISTATE_DOC"]) / "metrics.md").read_text()
FLEET = pathlib.Path(os.environ["VMISTATE_TEST_DATA"]) / "telemetry" / "fleet.jsonl"

DEADLINE = 60
NAME = re.compile(r"\b(?:libvirt|vmistate)_[a-z0-9_]+")

# What a recording has nothing of: its numbers do not move, and nobody samples.
NOT_RECORDED = {"Time of a request to a disk", "Stuck hypervisors", "Calls that hang"}


def expressions():
    """(title, expression) of each target of the dashboard, as Grafana would ask."""
    for panel in DASHBOARD["panels"]:
        for target in panel["targets"]:
            asked = target["expr"].replace("$domain", ".*").replace("$__rate_interval", "1m")
            yield panel["title"], asked


def serve(stack):
    """The address at which the fleet is served."""
    call = [os.environ["VMISTATE_CLI"], "--replay", str(FLEET), "serve", "--listen", "127.0.0.1:0"]
    process = subprocess.Popen(call, stdout=subprocess.PIPE, text=True)
    stack.callback(process.stdout.close)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return process.stdout.readline().removeprefix("listening on ").strip()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Prometheus:
    """One that scrapes every second, in a folder of its own."""

    def __init__(self, stack):
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        served = serve(stack)
        (folder / "prometheus.yml").write_text(
            "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
            f"rule_files: ['{RULES}']\n"
            "scrape_configs:\n"
            "  - job_name: vmistate\n"
            f"    static_configs: [{{targets: ['{served}']}}]\n"
        )
        self.url = f"http://127.0.0.1:{free_port()}"
        process = subprocess.Popen(
            ["prometheus", f"--config.file={folder}/prometheus.yml",
             f"--storage.tsdb.path={folder}/data",
             f"--web.listen-address={self.url.removeprefix('http://')}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        stack.callback(process.wait)
        stack.callback(process.terminate)

    def get(self, path, **parameters):
        url = f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            reply = json.load(answer)
        assert reply["status"] == "success", reply
        return reply["data"]

    def query(self, expression):
        return self.get("query", query=expression)["result"]

    def wait_for(self, expression):
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                if self.query(expression):
                    return
            time.sleep(0.2)
        raise AssertionError(f"Prometheus never had {expression}")


class Names(unittest.TestCase):
    def test_rules_are_well_formed(self):
        done = subprocess.run(["promtool", "check", "rules", str(RULES)], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_every_name_is_documented(self):
        documented = set(re.findall(r"^\| `([a-z0-9_]+)`", PAGE, re.MULTILINE))
        used = set(NAME.findall(RULES.read_text()))
        used |= {name for _, asked in expressions() for name in NAME.findall(asked)}
        self.assertGreater(len(used), 20)
        self.assertEqual(used - documented, set())


class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stack = contextlib.ExitStack()
        cls.addClassCleanup(cls.stack.close)
        cls.prometheus = Prometheus(cls.stack)
        cls.prometheus.wait_for("rate(libvirt_domain_cpu_time_seconds_total[1m])")

    def test_every_panel_shows_something(self):
        for title, asked in expressions():
            with self.subTest(title):
                found = self.prometheus.query(asked)
                if title not in NOT_RECORDED:
                    self.assertNotEqual(found, [], asked)

    def test_every_rule_is_evaluated(self):
        self.prometheus.wait_for("ALERTS")
        groups = self.prometheus.get("rules")["groups"]
        rules = [rule for group in groups for rule in group["rules"]]
        self.assertEqual(len(rules), 12)
        self.assertEqual([rule["name"] for rule in rules if rule["health"] == "err"], [])

    def test_alerts_come(self):
        self.prometheus.wait_for('ALERTS{alertname="SampleOld"}')
        self.prometheus.wait_for('ALERTS{alertname="PausedByIOError"}')


if __name__ == "__main__":
    tap.main()
