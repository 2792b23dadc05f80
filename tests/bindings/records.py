#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Records as Python values, with bindings/python."""

import json
import unittest

import gi
import tap

gi.require_version("Vmistate", "0")
from gi.repository import GLib, Vmistate  # noqa: E402


FACTS = """
{"name": "vm", "uid": "1", "domain": {"name": "vm", "interfaces": [{"alias": "ua-blue", "mac": "52:54:00:00:00:01"}]}}
{"name": "vm", "uid": "1", "domainState": {"state": 1, "reason": 1}}
{"name": "vm", "uid": "1", "agentReply": {"command": "guest-network-get-interfaces", "interfaces": [
  {"name": "eth0", "hardwareAddress": "52:54:00:00:00:01"},
  {"name": "br0", "hardwareAddress": "52:54:00:00:00:01", "addresses": [{"address": "10.0.0.2", "prefix": 24}]}]}}
""".replace("\n  ", " ")


def status(text):
    return Vmistate.Status.new_from_json(text, -1)


def sample(text):
    return Vmistate.Sample.new_from_json(text, -1)


def derived_status(facts):
    loop = GLib.MainLoop()
    source = Vmistate.ScriptedSource.new("s")
    monitor = Vmistate.Monitor()
    monitor.add_source(source)
    for fact in facts.strip().splitlines():
        source.add_json(fact.replace("{", '{"source": "s", "observedAt": "2026-01-01T00:00:00Z", ', 1))
    monitor.connect("instance-added", lambda *_: loop.quit())
    monitor.start_async(None, lambda it, result: it.start_finish(result))
    loop.run()
    it = monitor[0].status
    monitor.stop_async(None, lambda it, result: (it.stop_finish(result), loop.quit()))
    loop.run()
    return it


OBJECTS = """
{"object": {"kind": "VirtualMachineInstance", "metadata": {"name": "vm", "uid": "1", "labels": {"a": "b"}}}}
{"object": {"kind": "VirtualMachineInstanceMigration", "metadata": {"name": "m", "uid": "2"}, "spec": {"vmiName": "vm"}}}
"""


class Objects(unittest.TestCase):
    def test_what_a_status_has_no_place_for(self):
        loop = GLib.MainLoop()
        source = Vmistate.ScriptedSource.new("s")
        monitor = Vmistate.Monitor()
        monitor.add_source(source)
        for fact in FACTS.strip().splitlines() + OBJECTS.strip().splitlines():
            source.add_json(fact.replace("{", '{"source": "s", "observedAt": "2026-01-01T00:00:00Z", ', 1))
        monitor.start_async(None, lambda it, result: it.start_finish(result))
        while not (len(monitor) and monitor[0].get_object() and monitor.dup_objects("VirtualMachineInstanceMigration")):
            loop.get_context().iteration(True)
        it = monitor[0]
        self.assertEqual(json.loads(it.get_object().to_json(Vmistate.Profile.TRUTH)),
                         {"metadata": {"name": "vm", "uid": "1", "labels": {"a": "b"}}})
        self.assertEqual(json.loads(it.get_domain().to_json(Vmistate.Profile.TRUTH))["name"], "vm")
        for _ in range(2):
            migration, = monitor.dup_objects("VirtualMachineInstanceMigration")
            self.assertEqual(json.loads(migration.to_json(Vmistate.Profile.TRUTH))["spec"], {"vmiName": "vm"})
        monitor.stop_async(None, lambda it, result: (it.stop_finish(result), loop.quit()))
        loop.run()


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

    def test_lists_of_texts(self):
        it = status('{"interfaces": [{"ipAddresses": ["10.0.0.1", "fe80::1"]}, {}]}')
        self.assertEqual(it.interfaces[0].ip_addresses, ["10.0.0.1", "fe80::1"])
        self.assertEqual(it.interfaces[0].get_ip_addresses(), ["10.0.0.1", "fe80::1"])
        self.assertEqual(it.interfaces[1].ip_addresses, [])

    def test_small_containers(self):
        it = status('{"migrationState": {"targetCPUSet": [1, 2], "targetDirectMigrationNodePorts": {"1": 2}}}')
        self.assertEqual(it.migration_state.target_cpu_set, [1, 2])
        self.assertEqual(it.migration_state.target_direct_migration_node_ports, {"1": 2})
        self.assertIsNone(status('{"migrationState": {}}').migration_state.target_cpu_set)

    def test_members_that_the_json_does_not_have(self):
        interface = derived_status(FACTS).interfaces[0]
        address = interface.addresses[0]
        self.assertEqual((address.address, address.prefix), ("10.0.0.2", 24))
        self.assertEqual((address.origin, address.state, address.interface_name), ("guest-agent", "LIVE", "br0"))
        self.assertEqual(interface.siblings, ["eth0"])
        self.assertEqual(interface.conflicts, [])

    def test_equality_is_by_value(self):
        self.assertEqual(status('{"phase": "Running"}'), status('{"phase": "Running"}'))
        self.assertNotEqual(status('{"phase": "Running"}'), status('{"phase": "Failed"}'))
        self.assertNotEqual(status("{}"), None)
        with self.assertRaises(TypeError):
            hash(status("{}"))

    def test_repr_shows_the_json(self):
        self.assertIn('"phase":"Running"', repr(status('{"phase": "Running"}')))

    def test_samples(self):
        older = sample('{"takenAt": "2026-01-01T00:00:00Z", "cpu": {"timeUsec": 0}}')
        newer = sample('{"takenAt": "2026-01-01T00:00:02Z", "cpu": {"timeUsec": 9007199254740993}, "vcpus": [{"id": 3}]}')
        self.assertEqual(newer.get_cpu().get_time_usec(), (True, 9007199254740993))
        self.assertEqual(newer.get_cpu().get_user_usec(), (False, 0))
        self.assertEqual(newer.vcpus[0].id, 3)
        self.assertIsNone(newer.guest_memory_used)
        rates = newer.compute_rates(older)
        self.assertEqual(rates.interval_usec, 2000000)
        self.assertAlmostEqual(rates.cpu_cores, 9007199254740993 / 2e6)
        self.assertIsNone(older.compute_rates(newer).cpu_cores)

    def test_jobs(self):
        text = '{"operation": "dump", "type": "unbounded", "memoryTotalBytes": 9007199254740993}'
        job = Vmistate.Job.new_from_json(text, -1)
        self.assertEqual(job.operation, Vmistate.JobOperation.DUMP)
        self.assertEqual(job.job_type, Vmistate.JobType.UNBOUNDED)
        self.assertEqual(job.memory_total_bytes, 9007199254740993)
        self.assertIsNone(job.success)
        self.assertIsNone(job.disk_total_bytes)
        self.assertTrue(job.is_running())

    def test_jobs_of_an_instance(self):
        loop = GLib.MainLoop()
        source = Vmistate.ScriptedSource.new("s")
        monitor = Vmistate.Monitor()
        monitor.add_source(source)
        about = '{"source": "s", "name": "vm", "uid": "1", "observedAt": "2026-01-01T00:00:0%dZ", %s}'
        told = []

        def on_job(instance, job):
            told.append((job.operation.value_nick, job.elapsed_msec, [it.is_running() for it in instance.jobs]))
            if not job.is_running():
                loop.quit()

        def on_added(_monitor, instance):
            instance.connect("job-changed", on_job)
            source.add_json(about % (1, '"job": {"operation": "save", "elapsedMsec": 7}'))
            source.add_json(about % (2, '"job": {"operation": "save", "endedAt": "2026-01-01T00:00:02Z"}'))

        monitor.connect("instance-added", on_added)
        source.add_json(about % (0, '"domainState": {"state": 1, "reason": 1}'))
        monitor.start_async(None, lambda it, result: it.start_finish(result))
        loop.run()
        monitor.stop_async(None, lambda it, result: (it.stop_finish(result), loop.quit()))
        loop.run()
        self.assertEqual(told, [("save", 7, [True]), ("save", None, [False])])

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
