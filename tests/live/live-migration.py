#!/usr/bin/python3
"""A guest that moves between two hosts, watched by one monitor: one VMI, always running, that says where it is."""

import itertools
import json
import os
import signal
import time
import unittest
from datetime import datetime
from typing import NamedTuple

import libvirt
import rig
import tap
import watch
from gi.repository import Vmistate
from rig_migration import TwoHosts

N_IN_A_ROW = 20
BOOT_TIMEOUT = 90  # seconds
TIMEOUT = 60
SLOW = 10  # MiB per second: more than ten seconds for this guest
HALF_WAY = 25 << 20  # bytes
NAME = "mover"
# How much earlier or later than the caller's a time may be: each side rounds, and libvirt's own work counts.
TOLERANCE = 5.0  # seconds


def note(text):
    print(f"# {text}", flush=True)


def parse_time(text):
    """Seconds since 1970."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


class Moment(NamedTuple):
    """What was told of all VMIs at one moment."""

    when: float
    n_instances: int
    phase: str
    node: str | None
    os: str | None
    migration: dict | None

    def __str__(self):
        return (f"{self.when:7.2f} s  {self.n_instances} × {self.phase} on {self.node}, os {self.os}, "
                f"{json.dumps(self.migration)}")  # fmt: skip


class Watch(watch.Watch):
    """Notes every status that is told, whatever has changed in it."""

    def __init__(self, *uris, **properties):
        self.moments = []
        super().__init__(*uris, **properties)

    def _on_added(self, monitor, instance):
        super()._on_added(monitor, instance)
        self._note(monitor, instance.get_status())

    def _on_changed(self, monitor, instance, before, now):
        super()._on_changed(monitor, instance, before, now)
        self._note(monitor, now)

    def _note(self, monitor, status):
        whole = json.loads(status.to_json(Vmistate.Profile.TRUTH))
        with self._changed:
            self.moments.append(
                Moment(
                    self.now(),
                    monitor.get_n_items(),
                    whole.get("phase"),
                    whole.get("nodeName"),
                    whole.get("guestOSInfo", {}).get("id"),
                    whole.get("migrationState"),
                )
            )
            self._changed.notify_all()

    def expect_moment(self, predicate, what, timeout=TIMEOUT):
        """Waits until PREDICATE holds for the newest moment, and returns that."""
        try:
            self.wait_until(lambda: self.moments and predicate(self.moments[-1]), timeout, what)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.tell_moments()}") from None
        return self.moments[-1]

    def tell_moments(self, last=60):
        return "\n".join(map(str, self.moments[-last:]))


class WithTwoHosts(unittest.TestCase):
    properties = {}  # of the sources
    always = {"startTimestamp", "sourceNode", "mode", "progress"}  # told of a migration from the first moment on

    def setUp(self):
        guest = rig.guest_directory()
        self.hosts = TwoHosts(guest)
        self.addCleanup(self.hosts.close)
        self.a, self.b = self.hosts.nodes
        self.watch = Watch(self.a.uri, self.b.uri, **self.properties)
        self.addCleanup(self.watch.close)
        self.hosts.connection(self.a).createXML(rig.domain_xml(NAME, guest))
        self.watch.expect_moment(lambda moment: moment.os and moment.node == "node-a", "the guest", BOOT_TIMEOUT)

    def tearDown(self):
        """What holds at every moment, in every test."""
        for moment in self.watch.moments:
            self.assertEqual(moment.n_instances, 1, f"{moment}\n{self.watch.tell_moments()}")
            self.assertEqual(moment.phase, "Running", f"{moment}\n{self.watch.tell_moments()}")
        self.check_story([moment.migration for moment in self.watch.moments])
        about = [entry.what for entry in self.watch.record if entry.what in ("added", "removed")]
        self.assertEqual(about, ["added"], self.watch)

    def check_story(self, states):
        """A migration is never forgotten, and what has ended has ended."""
        known = list(itertools.dropwhile(lambda state: state is None, states))
        self.assertNotIn(None, known, self.watch.tell_moments())
        ended = set()
        for state in known:
            self.assertLessEqual(self.always, state.keys(), state)
            self.assertEqual("completed" in state, "endTimestamp" in state, state)
            if "completed" in state:
                ended.add(state["startTimestamp"])
            self.assertEqual("completed" in state, state["startTimestamp"] in ended, state)

    def since(self, when):
        return [moment for moment in self.watch.moments if moment.when >= when]

    def nodes_since(self, when):
        return [node for node, _ in itertools.groupby(moment.node for moment in self.since(when))]

    def migrations_since(self, when):
        """The states of the migration, each once."""
        states = [moment.migration for moment in self.since(when)]
        return [state for state, _ in itertools.groupby(states) if state is not None]

    def expect_end(self, source, target, since, **members):
        """Waits for the end of the migration between these hosts; returns what is told of it."""

        def is_end(moment):
            state = moment.migration or {}
            return state.get("completed") and "endTimestamp" in state and state.get("sourceNode") == source.name

        state = self.watch.expect_moment(is_end, f"the end of the migration from {source.name}").migration
        self.assertEqual(state["targetNode"], target.name)
        self.assertIn(state["mode"], ("PreCopy", "PostCopy"))
        self.check_times(state, since)
        self.assertEqual({name: state.get(name) for name in members}, members)
        return state

    def check_times(self, state, since):
        start, end = map(parse_time, (state["startTimestamp"], state["endTimestamp"]))
        self.assertLess(start, end)
        self.assertLess(abs(start - since), TOLERANCE, state)
        self.assertLess(abs(end - time.time()), TIMEOUT, state)

    def expect_settled(self, node):
        """Nothing may change any more by what comes late."""
        time.sleep(3)
        last = self.watch.moments[-1]
        self.assertEqual((last.node, last.phase, last.os), (node.name, "Running", "vmistate-test-guest"), last)

    def migrate(self, source, **options):
        """A whole migration; returns what is told of it at the end."""
        began = time.time()
        self.assertIsNone(self.hosts.migrate(source, NAME, **options).wait())
        target = self.hosts.other(source)
        self.watch.expect_moment(lambda moment: moment.node == target.name, f"the guest on {target.name}")
        return self.expect_end(source, target, began, failed=None, abortRequested=None)


class Migrations(WithTwoHosts):
    def test_many_in_a_row(self):
        mark = self.watch.now()
        began = time.monotonic()
        for number in range(N_IN_A_ROW):
            self.migrate(self.hosts.nodes[number % 2])
        note(f"{N_IN_A_ROW} migrations in {time.monotonic() - began:.0f} s, {len(self.since(mark))} changes told")
        self.assertEqual(self.nodes_since(mark), (["node-a", "node-b"] * N_IN_A_ROW)[: N_IN_A_ROW + 1],
                         self.watch.tell_moments())  # fmt: skip
        ends = {state["endTimestamp"] for state in self.migrations_since(mark) if state.get("completed")}
        self.assertEqual(len(ends), N_IN_A_ROW, sorted(ends))
        self.expect_settled(self.a)

    def test_progress(self):
        mark = self.watch.now()
        self.migrate(self.a, bandwidth=SLOW)
        # The last figures may come a moment after the end.
        self.watch.expect_moment(lambda moment: moment.migration["progress"].get("percent") == 100, "the whole")
        states = self.migrations_since(mark)
        running = [state for state in states if not state.get("completed")]
        self.check_running(running)
        self.check_progress([state["progress"] for state in running if "memoryTotal" in state.get("progress", {})])
        self.assertEqual(states[-1]["progress"]["memoryRemaining"], 0)
        self.assertEqual(self.nodes_since(mark), ["node-a", "node-b"])
        note(f"what the agent told is missing in {sum(moment.os is None for moment in self.since(mark))} of "
             f"{len(self.since(mark))} changes")  # fmt: skip

    def check_running(self, running):
        # It is told of within a few seconds of its beginning, and again and again.
        self.assertGreater(len(running), 10)
        self.assertEqual({state["mode"] for state in running}, {"PreCopy"})
        self.assertEqual({state["sourceNode"] for state in running}, {"node-a"})
        self.assertEqual(len({state["startTimestamp"] for state in running}), 1)
        self.assertEqual({state.get("targetNode") for state in running[-5:]}, {"node-b"})

    def check_progress(self, samples):
        self.assertGreater(len(samples), 10)
        for sample in samples:
            self.assertGreater(sample["memoryTotal"], 200 << 20)
            self.assertLessEqual(sample["memoryRemaining"], sample["memoryTotal"])
            self.assertTrue(0 <= sample["percent"] <= 100, sample)
        rates = [sample["memoryRate"] for sample in samples if "memoryRate" in sample]
        self.assertTrue(rates and all(rate < 2 * SLOW << 20 for rate in rates), rates)
        for name in ("memoryProcessed", "elapsedMsec"):
            values = [sample[name] for sample in samples]
            self.assertEqual(values, sorted(values), name)

    def test_postcopy(self):
        mark, began = self.watch.now(), time.time()
        migration = self.hosts.migrate(self.a, NAME, bandwidth=SLOW, flags=libvirt.VIR_MIGRATE_POSTCOPY)
        self.hosts.wait_for_bytes(self.a, NAME, HALF_WAY)
        self.hosts.domain(self.a, NAME).migrateStartPostCopy()
        self.assertIsNone(migration.wait())
        self.expect_end(self.a, self.b, began, mode="PostCopy", failed=None)
        self.assertEqual(self.nodes_since(mark), ["node-a", "node-b"])
        self.expect_settled(self.b)

    def test_source_hangs(self):
        """Its statistics cannot be had meanwhile, which is told as for any other hung hypervisor, and hurts nobody."""
        mark, began = self.watch.now(), time.time()
        migration = self.hosts.migrate(self.a, NAME, bandwidth=SLOW)
        self.hosts.wait_for_bytes(self.a, NAME, HALF_WAY)
        pid = self.a.qemu_pid(NAME)
        os.kill(pid, signal.SIGSTOP)
        try:
            self.watch.expect(NAME, {"phase": "Running", "ready": "Unknown"}, timeout=TIMEOUT)
        finally:
            os.kill(pid, signal.SIGCONT)
        self.watch.expect(NAME, {"phase": "Running", "ready": "True"}, timeout=TIMEOUT)
        self.assertIsNone(migration.wait())
        self.expect_end(self.a, self.b, began, failed=None)
        self.assertEqual(self.nodes_since(mark), ["node-a", "node-b"])
        self.expect_settled(self.b)

    def check_failed(self, break_it, **members):
        """A migration that BREAK_IT ends half way leaves the guest where it was; the next one goes well."""
        mark, began = self.watch.now(), time.time()
        migration = self.hosts.migrate(self.a, NAME, bandwidth=SLOW)
        self.hosts.wait_for_bytes(self.a, NAME, HALF_WAY)
        break_it()
        self.assertIsNotNone(migration.wait())
        state = self.expect_end(self.a, self.b, began, failed=True, **members)
        self.assertTrue(state["failureReason"])
        self.assertGreater(state["progress"]["memoryProcessed"], HALF_WAY // 2)
        self.assertEqual(self.nodes_since(mark), ["node-a"])
        self.expect_settled(self.a)
        self.migrate(self.a)
        self.assertEqual(self.nodes_since(mark), ["node-a", "node-b"])

    def test_aborted(self):
        self.check_failed(lambda: self.hosts.domain(self.a, NAME).abortJob(), abortStatus="Succeeded")

    def test_target_dies(self):
        self.check_failed(lambda: self.hosts.kill_qemu(self.b, NAME), abortStatus=None)

    def test_source_dies_on_arrival(self):
        mark, began = self.watch.now(), time.time()
        self.hosts.kill_on_arrival(self.b, self.a.qemu_pid(NAME))
        self.hosts.migrate(self.a, NAME).wait()
        self.expect_end(self.a, self.b, began, failed=None)
        self.expect_settled(self.b)
        self.assertEqual(self.nodes_since(mark), ["node-a", "node-b"])

    def test_source_daemon_dies_on_arrival(self):
        """Nobody confirms the migration: the first host keeps a paused copy for ever, and says so once it is back."""
        mark, began = self.watch.now(), time.time()
        self.hosts.kill_on_arrival(self.b, self.a.daemon_pid)
        self.hosts.migrate(self.a, NAME).wait()
        self.a.kill()
        self.expect_end(self.a, self.b, began, failed=None)
        self.a.start()
        self.watch.expect(self.a.uri, "source LOST", "source LIVE", timeout=TIMEOUT)
        self.assertEqual(self.hosts.domain(self.a, NAME).state()[0], libvirt.VIR_DOMAIN_PAUSED)
        self.expect_settled(self.b)
        self.assertTrue(self.watch.moments[-1].migration["completed"])
        self.assertEqual(self.nodes_since(mark), ["node-a", "node-b"])


class WithoutProbes(WithTwoHosts):
    properties = {"probe_interval_msec": 0}
    always = {"startTimestamp", "mode", "progress"}

    def test_end(self):
        """Nobody asks for the job; libvirt tells of its end."""
        self.migrate(self.a)
        self.watch.expect_moment(lambda moment: moment.migration["progress"].get("percent") == 100, "the whole")
        self.migrate(self.b)
        self.expect_settled(self.a)


if __name__ == "__main__":
    # Errors come as exceptions; libvirt would print each once more.
    libvirt.registerErrorHandler(lambda *_: None, None)
    tap.main()
