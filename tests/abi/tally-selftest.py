#!/usr/bin/env python3
"""Proves that tests/tally.py counts what ran and hides no failure."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import tap

TALLY = Path(__file__).resolve().parents[1] / "tally.py"


class Tally(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.build = Path(directory.name)
        for folder in ("meson-info", "meson-logs"):
            (self.build / folder).mkdir()

    def assert_tally(self, tests, line, status, *complaints, junit=None, options=(), meson=0):
        """TESTS are (protocol, result, stdout); JUNIT what meson would have counted."""
        info = [{"name": f"t{i}", "protocol": test[0]} for i, test in enumerate(tests)]
        log = [{"name": f"p:s / t{i}", "result": test[1], "stdout": test[2]} for i, test in enumerate(tests)]
        cases = sum(test[2].count("ok") or 1 for test in tests) if junit is None else junit
        (self.build / "meson-info/intro-tests.json").write_text(json.dumps(info))
        (self.build / "meson-logs/run.json").write_text("".join(json.dumps(record) + "\n" for record in log))
        (self.build / "meson-logs/run.junit.xml").write_text("<testcase name='\x1b'/>" * cases)
        self.assert_said([*options, self.build, "run", str(meson)], line, status, *complaints)

    def assert_said(self, arguments, line, status, *complaints):
        done = subprocess.run([sys.executable, TALLY, *arguments], stdout=subprocess.PIPE, text=True)
        self.assertEqual(done.stdout.splitlines()[-1], line)
        self.assertEqual(done.returncode, status)
        for complaint in complaints:
            self.assertIn(complaint, done.stdout)

    def test_points_and_programs(self):
        self.assert_tally([("tap", "OK", "1..2\nok 1 a\n# remark\nok 2 b\n"), ("exitcode", "OK", "ok")],
                          "3 passed, 0 failed", 0)

    def test_skipped(self):
        self.assert_tally([("tap", "OK", "ok 1 a\nok 2 b # SKIP none\n"), ("exitcode", "SKIP", ""),
                           ("tap", "SKIP", "1..0 # SKIP nothing here\n")], "1 passed, 0 failed, 3 skipped", 0)

    def test_failed_point(self):
        self.assert_tally([("tap", "FAIL", "ok 1 a\nnot ok 2 b\n1..2\n")], "1 passed, 1 failed", 1, "t0: 1 of 2")

    def test_failed_program(self):
        self.assert_tally([("exitcode", "TIMEOUT", ""), ("exitcode", "OK", "")],
                          "1 passed, 1 failed", 1, "t0: TIMEOUT")

    def test_crash_after_the_last_point(self):
        self.assert_tally([("tap", "ERROR", "1..1\nok 1 a\n")], "1 passed, 1 failed", 1, "after all points")

    def test_silent_tap_program(self):
        self.assert_tally([("tap", "SKIP", "")], "0 passed, 1 failed", 1, "not one test point")

    def test_nothing_passed(self):
        self.assert_tally([("exitcode", "SKIP", "")], "0 passed, 0 failed, 1 skipped", 1)

    def test_nothing_ran(self):
        self.assert_said([], "0 passed, 0 failed", 1)

    def test_meson_counts_otherwise(self):
        self.assert_tally([("tap", "OK", "ok 1 a\nok 2 b\n")], "2 passed, 1 failed", 1, "meson counts 1", junit=1)

    def test_broken_build(self):
        self.assert_tally([("exitcode", "OK", "")], "1 passed, 1 failed", 1, "no clang",
                          options=["--broken=no clang"])

    def test_meson_failed_although_no_test_did(self):
        self.assert_tally([("exitcode", "OK", "")], "1 passed, 1 failed", 1, "with status 2", meson=2)

    def test_no_log(self):
        self.assert_said([self.build, "run", "1"], "0 passed, 1 failed", 1, "with status 1")


if __name__ == "__main__":
    tap.main()
