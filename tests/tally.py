#!/usr/bin/env python3
"""Adds up what test runs of meson found, test point by test point.

    tally.py [--broken WHAT]… [BUILD LOGBASE STATUS]…

Each three name a build directory, the --logbase of a run in it and the status with which meson
ended it. A TAP program counts as its points, any other test as one. A program that passed all its
points but did not end well counts as a failure more, and so does every --broken, something that
did not even come to tests, and a run that failed although no test did. The last
line printed is "N passed, N failed", with ", N skipped" if there were any. Exit status 1 when
something failed or nothing ran.
"""

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

POINT = re.compile(r"(not )?ok\b[^#]*(?:#\s*(\S+))?", re.IGNORECASE)
PLAN_OF_NOTHING = re.compile(r"1\.\.0\b", re.MULTILINE)


class Run:
    """One run of `meson test`: its log, and what meson itself made of it."""

    def __init__(self, build, logbase):
        self.build = Path(build)
        # A test setup adds its name to that of the log.
        logs = sorted(self.build.glob(f"meson-logs/{logbase}.json")) or \
            sorted(self.build.glob(f"meson-logs/{logbase}-*.json"))
        self.log = logs[0] if logs else None

    def protocols(self):
        tests = json.loads((self.build / "meson-info/intro-tests.json").read_text())
        return {test["name"]: test["protocol"] for test in tests}

    def records(self):
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def junit_count(self):
        # Not parsed: what a test prints may be no XML at all, and meson puts it in as it is.
        junit = self.log.with_suffix(".junit.xml")
        return junit.read_text(errors="replace").count("<testcase ") if junit.exists() else 0


def points_of(record):
    """The verdicts of the points of a TAP program."""
    for line in (record["stdout"] or "").splitlines():
        point = POINT.match(line)
        if point:
            directive = (point[2] or "").lower()
            good = not point[1]
            if directive.startswith("skip"):
                yield "skipped"
            elif directive == "todo":
                yield "failed" if good else "skipped"
            else:
                yield "passed" if good else "failed"


def verdicts_of(record, protocol):
    """Every verdict that a test gives, and a complaint or None."""
    result = record["result"]
    if protocol != "tap":
        plain = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}
        verdict = plain.get(result, "failed")
        return [verdict], result if verdict == "failed" else None
    points = list(points_of(record))
    if not points:
        if result == "SKIP" and PLAN_OF_NOTHING.search(record["stdout"] or ""):
            return ["skipped"], None
        return ["failed"], f"{result}, and not one test point"
    if result not in ("OK", "SKIP") and "failed" not in points:
        return points + ["failed"], f"{result} after all points passed"
    failed = points.count("failed")
    return points, f"{failed} of {len(points)}" if failed else None


def tally(run, count):
    """Adds the run to COUNT and returns the complaints about it."""
    complaints = []
    protocols = run.protocols()
    points = 0
    for record in run.records():
        name = record["name"].partition(" / ")[2] or record["name"]
        protocol = protocols.get(name, "exitcode")
        verdicts, complaint = verdicts_of(record, protocol)
        count.update(verdicts)
        points += len(list(points_of(record))) or 1 if protocol == "tap" else 1
        if complaint:
            complaints.append(f"{run.build.name}: {record['name']}: {complaint}")
    # Two ways of counting that share nothing but the programs: meson's parser and the one above.
    if points != run.junit_count():
        count["failed"] += 1
        complaints.append(f"{run.build.name}: meson counts {run.junit_count()} test points, this {points}")
    return complaints


def main():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--broken", action="append", default=[])
    parser.add_argument("runs", nargs="*")
    options = parser.parse_args()

    count = Counter(failed=len(options.broken))
    complaints = list(options.broken)
    for build, logbase, status in zip(*[iter(options.runs)] * 3):
        run = Run(build, logbase)
        found = tally(run, count) if run.log else []
        if not found and (status != "0" or not run.log):
            count["failed"] += 1
            found = [f"{build}: meson ended the run {logbase} with status {status}"]
        complaints += found

    if complaints:
        print("\nFailed:", *complaints, sep="\n  ")
    skipped = f", {count['skipped']} skipped" if count["skipped"] else ""
    print(f"{count['passed']} passed, {count['failed']} failed{skipped}")
    return 1 if count["failed"] or not count["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
