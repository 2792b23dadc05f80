#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The checker of expositions finds what is wrong, and nothing else."""

import sys
import unittest

import check_exposition
import tap

GOOD = '# HELP a_total A\n# TYPE a_total counter\na_total{x="1"} 1\na_total{x="2"} 2.5\n'
GOOD_OPEN = (
    "# TYPE a_seconds counter\n# UNIT a_seconds seconds\n# HELP a_seconds A\na_seconds_total 1\n"
    '# TYPE i info\n# HELP i I\ni_info{x="y"} 1\n'
    '# TYPE s stateset\n# HELP s S\ns{s="on"} 1\ns{s="off"} 0\n# EOF\n'
)
HISTOGRAM = (
    "# HELP h_seconds H\n# TYPE h_seconds histogram\n"
    'h_seconds_bucket{le="0.5"} %d\nh_seconds_bucket{le="+Inf"} 3\n'
    "h_seconds_count 3\nh_seconds_sum 1.5\n"
)

# name: (text, format, a part of the complaint)
BAD = {
    "twice": (GOOD + 'a_total{x="1"} 3\n', 0, "twice"),
    "torn": (GOOD + '# HELP b B\n# TYPE b gauge\nb 1\na_total{x="3"} 1\n', 0, "belong"),
    "torn_comments": (GOOD + "# HELP b B\n# TYPE b gauge\nb 1\n# HELP a_total A\n", 0, "torn"),
    "late_type": ("# HELP b B\n# TYPE b gauge\nb 1\n# TYPE b gauge\n", 0, "after its samples"),
    "no_type": ("# HELP b B\nb 1\n", 0, "no TYPE"),
    "no_help": ("# TYPE b gauge\nb 1\n", 0, "no HELP"),
    "no_end_of_line": (GOOD[:-1], 0, "does not end"),
    "empty_line": (GOOD + "\n", 0, "empty line"),
    "negative_counter": (GOOD + 'a_total{x="3"} -1\n', 0, "no counter can be"),
    "infinite_counter": (GOOD + 'a_total{x="3"} +Inf\n', 0, "no counter can be"),
    "nan": ("# HELP b B\n# TYPE b gauge\nb NaN\n", 0, "NaN"),
    "escape": (GOOD + 'a_total{x="\\x"} 1\n', 0, "bad escape"),
    "raw_quote": (GOOD + 'a_total{x="a"b"} 1\n', 0, "end of labels"),
    "open_value": (GOOD + 'a_total{x="a} 1\n', 0, "does not end"),
    "bad_label": (GOOD + 'a_total{1="a"} 1\n', 0, "no label"),
    "bad_time": (GOOD + 'a_total{x="3"} 1 1.5\n', 0, "no time"),
    "no_time": (GOOD + 'a_total{x="3"} 1 \n', 0, "no time"),
    "two_times": (GOOD + 'a_total{x="3"} 1 2 3\n', 0, "no time"),
    "bad_time_open": (GOOD_OPEN.replace("_total 1", "_total 1 x"), 1, "no time"),
    "twice_in_time": (GOOD + 'a_total{x="1"} 3 5\n', 0, "twice"),
    "no_number": (GOOD + 'a_total{x="3"} one\n', 0, "no number"),
    "gauge_total": ("# HELP a_total A\n# TYPE a_total gauge\na_total 1\n", 0, "is a gauge"),
    "counter_without": ("# HELP a A\n# TYPE a counter\na 1\n", 0, "is a counter"),
    "info_type": ("# HELP a A\n# TYPE a info\na 1\n", 0, "has type info"),
    "unsorted": ("# TYPE x gauge\n# HELP x X\nx 1\n" + GOOD_OPEN, 1, "not sorted"),
    "histogram": (HISTOGRAM % 4, 0, "ascend"),
    "utf8": (b"\xff", 0, "not UTF-8"),
    "no_eof": (GOOD_OPEN.replace("# EOF\n", ""), 1, "no # EOF"),
    "early_eof": ("# EOF\n" + GOOD_OPEN, 1, "before the end"),
    "unit": (GOOD_OPEN.replace("UNIT a_seconds seconds", "UNIT a_seconds bytes"), 1, "has unit"),
    "total_in_type": (GOOD_OPEN.replace(" a_seconds ", " a_seconds_total "), 1, "suffix"),
    "counter_sample": (GOOD_OPEN.replace("a_seconds_total 1", "a_seconds 1"), 1, "belong"),
    "state_label": (GOOD_OPEN.replace('{s="', '{t="'), 1, "no label s"),
    "two_states": (GOOD_OPEN.replace('"off"} 0', '"off"} 1'), 1, "states are true"),
    "clash": (
        "# TYPE a counter\n# HELP a A\na_total 1\n"
        "# TYPE a_total gauge\n# HELP a_total A\na_total 1\n# EOF\n",
        1,
        "is of a and of",
    ),
}


def check(text, number):
    data = text if isinstance(text, bytes) else text.encode()
    return check_exposition.check(data, check_exposition.FORMATS[number])


class Checker(unittest.TestCase):
    """One test per bad text, added below."""

    def test_good(self):
        self.assertEqual(check(GOOD, 0), [])
        self.assertEqual(check(HISTOGRAM % 2, 0), [])
        self.assertEqual(check(GOOD_OPEN, 1), [])

    def test_times(self):
        texts = GOOD + 'a_total{x="3"} 1 1500\n', GOOD_OPEN.replace("_total 1", "_total 1 1.5")
        for text, format_, name in zip(texts, check_exposition.FORMATS, ("a_total", "a_seconds")):
            families, complaints = check_exposition.read(text.encode(), format_)
            self.assertEqual(complaints, [])
            self.assertEqual(families[name].samples[-1].time, 1.5)

    def test_values_are_unescaped(self):
        text = '# HELP b B\n# TYPE b gauge\nb{x="\\\\ \\" \\n"} 1\n'
        families, complaints = check_exposition.read(text.encode(), "prometheus")
        self.assertEqual(complaints, [])
        self.assertEqual(families["b"].samples[0].labels, {"x": '\\ " \n'})


def add(name, text, number, complaint):
    def test(self):
        self.assertIn(complaint, "\n".join(check(text, number)))

    setattr(Checker, f"test_{name}", test)


for name_, (text_, number_, complaint_) in BAD.items():
    add(name_, text_, number_, complaint_)

if __name__ == "__main__":
    sys.exit(tap.main())
