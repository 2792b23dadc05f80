"""Runs the unittest cases of a program and prints TAP, version 12: what meson and prove read."""

import sys
import unittest


class TapResult(unittest.TestResult):
    """One line per test as it ends, with the reason of a failure below it."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def _line(self, verdict, test, remark=""):
        self.count += 1
        name = test.id().removeprefix("__main__.").replace("#", "")
        print(f"{verdict} {self.count} - {name}{remark}", flush=True)

    def _explain(self, text):
        print("".join(f"# {line}\n" for line in text.splitlines()), end="", flush=True)

    def addSuccess(self, test):
        self._line("ok", test)

    def addSkip(self, test, reason):
        self._line("ok", test, f" # SKIP {' '.join(reason.split())}")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._line("not ok", test)
        self._explain(self.failures[-1][1])

    def addError(self, test, err):
        super().addError(test, err)
        self._line("not ok", test)
        self._explain(self.errors[-1][1])

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.addFailure(subtest, err)


def main():
    """Runs the tests named on the command line, or all of the program; exits 1 when one fails."""
    names = sys.argv[1:]
    loader = unittest.defaultTestLoader
    program = sys.modules["__main__"]
    suite = loader.loadTestsFromNames(names, program) if names else loader.loadTestsFromModule(program)
    result = TapResult()
    suite.run(result)
    print(f"1..{result.count}")
    sys.exit(0 if result.wasSuccessful() else 1)
