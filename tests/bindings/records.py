#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Records as Python values, with bindings/python."""

import unittest

import gi
import tap

gi.require_version("Vmistate", "0")
from gi.repository import GLib, Vmistate  # noqa: E402


def status(text):
    return Vmistate.Status.new_from_json(text, -1)


class Records(unittest.TestCase):
    def test_attributes_are_getters(self):
        it = status('{"phase": "Running", "nodeName": "n1"}')
        self.assertEqual(it.phase, Vmistate.Phase.RUNNING)
        self.assertEqual(it.node_name, it.get_node_name())
        self.assertIsNone(it.reason)

    def test_times(self):
        it = status('{"conditions": [{"type": "Ready", "status": "True", "lastTransitionTime": "2026-01-01T00:00:00Z"}]}')
        condition = it.find_condition("Ready")
        self.assertEqual(condition.last_transition_time.to_unix(), 1767225600)
        self.assertIsNone(condition.last_probe_time)

    def test_numbers_that_may_be_unknown(self):
        self.assertIsNone(status("{}").vsock_cid)
        self.assertEqual(status('{"VSOCKCID": 7}').vsock_cid, 7)
        self.assertEqual(status('{"VSOCKCID": 0}').vsock_cid, 0)

    def test_small_containers(self):
        it = status('{"interfaces": [{"ipAddresses": ["10.0.0.1", "fe80::1"]}]}')
        self.assertEqual(it.interfaces[0].ip_addresses, ["10.0.0.1", "fe80::1"])

    def test_equality_is_by_value(self):
        self.assertEqual(status('{"phase": "Running"}'), status('{"phase": "Running"}'))
        self.assertNotEqual(status('{"phase": "Running"}'), status('{"phase": "Failed"}'))
        self.assertNotEqual(status("{}"), None)
        with self.assertRaises(TypeError):
            hash(status("{}"))

    def test_repr_shows_the_json(self):
        self.assertIn('"phase":"Running"', repr(status('{"phase": "Running"}')))

    def test_what_is_not_there(self):
        for name in ("nonsense", "_private"):
            with self.assertRaisesRegex(AttributeError, name):
                getattr(status("{}"), name)

    def test_getter_with_arguments_is_no_attribute(self):
        monitor = Vmistate.Monitor()
        monitor.add_source(Vmistate.ScriptedSource.new("s"))
        stamp = monitor.source_stamps[0]
        self.assertFalse(hasattr(stamp, "age_usec"))
        self.assertEqual(stamp.source, "s")

    def test_errors_can_be_told_apart(self):
        with self.assertRaises(GLib.Error) as caught:
            status("[]")
        self.assertTrue(caught.exception.matches(Vmistate.error_quark(), Vmistate.Error.INVALID_DATA))


if __name__ == "__main__":
    tap.main()
