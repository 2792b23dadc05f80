#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""doc/metrics.md lists the families that there are, and the labels that they have.

Its tables are made by `list-metrics`; VMISTATE_REGENERATE=1 writes them anew.
"""

import os
import pathlib
import re
import subprocess
import sys
import unittest

import check_exposition
import tap

PAGE = pathlib.Path(os.environ["VMISTATE_DOC"]) / "metrics.md"
FLEET = pathlib.Path(os.environ["VMISTATE_TEST_DATA"]) / "telemetry/fleet.jsonl"
NAMES = pathlib.Path(os.environ["VMISTATE_TEST_DATA"]) / "telemetry/kubevirt-names"
MARK = "<!-- Made by tests/telemetry/list-metrics; do not edit below. -->\n"
ROW = re.compile(r"\| `(\w+)` \| (\w+) \| ([^|]*) \| ([^|]+) \| ([^|]*) \|")
# The labels of a VMI, which KubeVirt hands on; the page says so above the tables.
OF_VMI = re.compile(r"kubernetes_vmi_label_")
FLAGS = {"default": 1, "kubevirt": 2, "tinkoff": 4, "inovex": 8, "kumina": 16}


def listed():
    done = subprocess.run([os.environ["LIST_METRICS"]], check=True, capture_output=True, timeout=60)
    return done.stdout.decode()


def rows_by_profile(text):
    """profile -> sample name -> names of labels"""
    profiles = {}
    for section in text.split("\n## Profile ")[1:]:
        name = re.match(r"`(\w+)`", section)[1]
        found = ROW.findall(section)
        profiles[name] = {row[0]: set(filter(None, row[2].split(", "))) for row in found}
    return profiles


class Page(unittest.TestCase):
    maxDiff = None

    def test_is_up_to_date(self):
        head, mark, tables = PAGE.read_text().partition(MARK)
        self.assertTrue(mark, "the mark is missing")
        if os.environ.get("VMISTATE_REGENERATE"):
            tables = listed()
            PAGE.write_text(head + mark + tables)
        self.assertEqual(tables, listed())

    def test_labels_are_those_of_the_samples(self):
        for profile, rows in rows_by_profile(listed()).items():
            words = [os.environ["PRINT_METRICS"], str(FLEET), str(FLAGS[profile]), "prometheus", "2"]
            data = subprocess.run(words, check=True, capture_output=True, timeout=60).stdout
            families = check_exposition.read(data, "prometheus")[0]
            self.assertGreater(len(families), 20)
            for name, family in families.items():
                with self.subTest(profile=profile, family=name):
                    for sample in family.samples:
                        labels = {label for label in sample.labels if not OF_VMI.match(label)}
                        self.assertLessEqual(labels, rows[name])

    def test_every_name_of_kubevirt_is_there_or_has_a_reason(self):
        names = {line for line in NAMES.read_text().splitlines() if not line.startswith("#")}
        there = rows_by_profile(listed())["kubevirt"].keys()
        absent = PAGE.read_text().partition("\nNot there:\n")[2].partition(MARK)[0]
        reasons = {name for row in absent.splitlines() if row.startswith("| `")
                   for name in re.findall(r"`(\w+)`", row.split("|")[1])}
        self.assertEqual(names, there | reasons)
        self.assertEqual(there & reasons, set())

    def test_the_fleet_shows_every_family(self):
        """What no sample of the fleet has is here by name, so that a forgotten row is seen."""
        missing = set()
        for profile, rows in rows_by_profile(listed()).items():
            words = [os.environ["PRINT_METRICS"], str(FLEET), str(FLAGS[profile]), "prometheus", "2"]
            data = subprocess.run(words, check=True, capture_output=True, timeout=60).stdout
            missing |= rows.keys() - check_exposition.read(data, "prometheus")[0].keys()
        self.assertEqual(missing, NOT_IN_FLEET)


# A number of domains is told only where all of them have a sample, and one of these has none.
NOT_IN_FLEET = {"libvirt_domains_number"}

if __name__ == "__main__":
    sys.exit(tap.main())
