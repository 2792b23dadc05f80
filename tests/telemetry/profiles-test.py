#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The metrics of a fleet in every profile: what they are, letter for letter, and by the rules.

tests/data/telemetry/PROFILE.txt is what the fleet beside it has in that profile.
VMISTATE_REGENERATE=1 writes them anew, to be read before they are committed.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

import check_exposition
import tap

DATA = pathlib.Path(os.environ["VMISTATE_TEST_DATA"]) / "telemetry"
FLEET = DATA / "fleet.jsonl"
PROFILES = {"default": 1, "kubevirt": 2, "tinkoff": 4, "inovex": 8, "kumina": 16}
ALL = sum(PROFILES.values())

# What no two runs have in common.
UNSTEADY = re.compile(rb"^(vmistate_metrics_render_duration_seconds_\S+) .*$", re.MULTILINE)
# What KubeVirt tells of all VMs together.
AGGREGATE = re.compile(r"^kubevirt_vmi_(number_of_outdated|migrations_in_\w+_phase"
                       r"|(migration_)?phase_transition_time\w*)$")

# What has a time of its own, which each format writes in its way.
TIMED = re.compile(rb"^kubevirt_vmi_migration_(data|dirty|memory)_")


def render(profiles, format_="prometheus", renders=2, fleet=FLEET):
    words = [os.environ["PRINT_METRICS"], str(fleet), str(profiles), format_, str(renders)]
    return subprocess.run(words, check=True, capture_output=True, timeout=60).stdout


def families(profiles):
    found, complaints = check_exposition.read(render(profiles), "prometheus")
    assert not complaints, complaints
    return found


class Golden(unittest.TestCase):
    """One test per profile, added below."""

    maxDiff = None

    def check(self, name):
        text = UNSTEADY.sub(rb"\1 ?", render(PROFILES[name]))
        path = DATA / f"{name}.txt"
        if os.environ.get("VMISTATE_REGENERATE"):
            path.write_bytes(text)
        self.assertEqual(text.decode(), path.read_text())


class Rules(unittest.TestCase):
    def test_every_combination(self):
        for profiles in range(ALL + 1):
            for format_ in check_exposition.FORMATS:
                with self.subTest(profiles=profiles, format=format_):
                    self.assertEqual(check_exposition.check(render(profiles, format_), format_), [])

    def test_no_facts(self):
        for format_ in check_exposition.FORMATS:
            data = render(ALL, format_, fleet="/dev/null")
            self.assertEqual(check_exposition.check(data, format_), [])

    def test_the_formats_have_the_same_samples(self):
        samples = [
            [line for line in render(ALL, format_).splitlines()
             if not line.startswith(b"#") and not UNSTEADY.match(line) and not TIMED.match(line)]
            for format_ in check_exposition.FORMATS
        ]
        self.assertEqual(*samples)

    def test_the_formats_have_the_same_times(self):
        timed = []
        for format_ in check_exposition.FORMATS:
            families, complaints = check_exposition.read(render(ALL, format_), format_)
            self.assertEqual(complaints, [])
            timed.append([(s.name, s.labels, s.value, s.time) for family in families.values()
                          for s in family.samples if s.time is not None])
        self.assertEqual(*timed)
        self.assertTrue(timed[0])
        self.assertTrue(all(TIMED.match(name.encode()) for name, *_ in timed[0]))

    def test_default_names_every_vm(self):
        for family in families(PROFILES["default"]).values():
            for sample in family.samples:
                if "domain" in sample.labels or "uuid" in sample.labels:
                    self.assertLessEqual({"domain", "uuid"}, sample.labels.keys())
                else:
                    self.assertRegex(family.name, r"^(libvirt_(up|versions|storage_pool)|vmistate_(vmis|source|sampler|metrics|host))")

    def test_exporters_name_every_vm(self):
        """Also by the UUID, which they have not all."""
        for profile in ("tinkoff", "inovex", "kumina"):
            named = [sample.labels for family in families(PROFILES[profile]).values() for sample in family.samples
                     if family.name.startswith("libvirt_domain_")]  # fmt: skip
            self.assertGreater(len(named), 50)
            for labels in named:
                self.assertLessEqual({"domain", "uuid"}, labels.keys(), profile)

    def test_kubevirt_names_every_vm(self):
        for family in families(PROFILES["kubevirt"]).values():
            for sample in family.samples:
                if AGGREGATE.match(family.name):
                    self.assertNotIn("uuid", sample.labels)
                else:
                    self.assertLessEqual({"uuid", "node", "namespace", "name"},
                                         sample.labels.keys())

    def test_combined_families_are_those_of_the_first(self):
        together = families(ALL)
        for profiles in reversed(PROFILES.values()):
            alone = families(profiles)
            self.assertLessEqual(alone.keys(), together.keys())
        for name, family in families(PROFILES["default"]).items():
            if name.startswith("vmistate_metrics"):
                continue
            expected = [(s.name, s.labels, s.value) for s in family.samples]
            self.assertEqual([(s.name, s.labels, s.value) for s in together[name].samples], expected)


class Promtool(unittest.TestCase):
    """`promtool check metrics` has nothing to say of any profile."""

    def check(self, profiles):
        promtool = shutil.which("promtool")
        if promtool is None:
            self.skipTest("there is no promtool")
        done = subprocess.run([promtool, "check", "metrics"], input=render(profiles),
                              capture_output=True, timeout=60, check=False)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))


class OpenMetricsParser(unittest.TestCase):
    """The strict parser of Prometheus' own client for Python takes the other format."""

    def check(self, profiles):
        try:
            from prometheus_client.openmetrics import parser
        except ImportError:
            self.skipTest("there is no prometheus_client")
        text = render(profiles, "openmetrics").decode()
        names = {family.name for family in parser.text_string_to_metric_families(text)}
        self.assertEqual(names, check_exposition.read(text.encode(), "openmetrics")[0].keys())


def add(case, name, argument):
    setattr(case, f"test_{name}", lambda self: self.check(argument))


def add_all():
    for name, flag in PROFILES.items():
        add(Golden, name, name)
        add(Promtool, name, flag)
        add(OpenMetricsParser, name, flag)
    add(Promtool, "all", ALL)
    add(OpenMetricsParser, "all", ALL)


add_all()

if __name__ == "__main__":
    sys.exit(tap.main())
