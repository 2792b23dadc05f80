# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tests of the program `vmistate` have in common: how they look at what it printed."""

import os
import unittest


class PrintedCase(unittest.TestCase):
    def assert_printed(self, done, golden, printed):
        """A good end, and @printed, made of the output, as the file @golden has it."""
        self.assertEqual(done.stderr, "")
        self.assertEqual(done.returncode, 0)
        if os.environ.get("VMISTATE_REGENERATE"):
            golden.write_text(printed)
        self.assertEqual(printed, golden.read_text())


class FailureCase(unittest.TestCase):
    def assert_failure(self, done, status, text):
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertEqual(done.stderr.count("\n"), 1, "an error is one line")
        self.assertIn(text, done.stderr)
