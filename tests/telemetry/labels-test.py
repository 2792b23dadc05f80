#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Label values that a hostile guest might choose: ten thousand, made at random, always the same.

Each must come back from the text as what can be shown of it, whatever it was; none may become
anything but the value of its label.
"""

import os
import random
import subprocess
import sys
import unicodedata
import unittest

import check_exposition
import tap

COUNT = 10_000
MAX_BYTES = 1024
REPLACEMENT = "\ufffd"

PIECES = [
    b'"', b"\\", b"\n", b"\\n", b'\\"', b'"} 1\n', b"\n# EOF\n", b"# TYPE x counter\n", b'",le="',
    b"{", b"}", b",", b"=", b" ", b"#", b"+Inf", b"NaN", b"\r", b"\t", b"\x1b[31m", b"\x7f",
    b"\xff", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
    "é".encode(), "€".encode(), "😀".encode(), "\u202e".encode(), "\u2028".encode(),
    "\u0085".encode(), "\ufeff".encode(), b"%s%n", b"vda", b"/mnt/data", b"A" * 300,
]


def make_value(source):
    kind = source.random()
    if kind < 0.2:
        return bytes(source.randrange(1, 256) for _ in range(source.randrange(1, 40)))
    if kind < 0.25:
        return source.choice(PIECES) * source.randrange(1, 600)
    return b"".join(source.choice(PIECES) for _ in range(source.randrange(1, 12)))


def length_of_character(data, at):
    """How many bytes the character at AT has; 0 if there is none."""
    for length in range(1, 5):
        try:
            data[at : at + length].decode("utf-8")
            return length if at + length <= len(data) else 0
        except UnicodeDecodeError:
            continue
    return 0


def shown(character):
    if character == "\n":
        return character
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")
    return REPLACEMENT if hidden else character


def bound(data):
    if len(data) <= MAX_BYTES:
        return data
    end = MAX_BYTES
    while end > MAX_BYTES - 4 and data[end] & 0xC0 == 0x80:
        end -= 1
    return data[:end]


def expect(data):
    data, result, at = bound(data), [], 0
    while at < len(data):
        length = length_of_character(data, at)
        result.append(shown(data[at : at + length].decode()) if length else REPLACEMENT)
        at += length or 1
    return "".join(result)


def render(values, format_):
    words = [os.environ["PRINT_METRICS"], "--labels", format_]
    lines = "".join(value.hex() + "\n" for value in values)
    return subprocess.run(words, input=lines.encode(), check=True, capture_output=True,
                          timeout=60).stdout


class Labels(unittest.TestCase):
    def check(self, format_):
        source = random.Random(4)
        values = [make_value(source) for _ in range(COUNT)]
        families, complaints = check_exposition.read(render(values, format_), format_)
        self.assertEqual(complaints, [])
        samples = families["labels"].samples
        self.assertEqual(len(samples), COUNT)
        for number, (value, sample) in enumerate(zip(values, samples)):
            expected = {"n": str(number), "value": expect(value)}
            self.assertEqual(sample.labels, expected, f"of {value!r}")

    def test_prometheus(self):
        self.check("prometheus")

    def test_openmetrics(self):
        self.check("openmetrics")


if __name__ == "__main__":
    sys.exit(tap.main())
