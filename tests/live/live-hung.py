#!/usr/bin/python3
"""QEMU processes that hang, which SIGSTOP makes: they hurt nobody but themselves."""

import os
import signal
import time
import unittest

import libvirt
import rig
import tap
import watch
from gi.repository import Gio, GLib

N_DOMAINS = 10
STALE_WITHIN = 10.0  # seconds from SIGSTOP
TIMEOUT = 60
STOP_WITHIN = 10

RUNNING = {"phase": "Running", "ready": "True", "stamp": "LIVE"}
PAUSED = {"phase": "Running", "ready": "False", "paused": "PausedByUser", "stamp": "LIVE"}
STALE = {"phase": "Running", "ready": "Unknown", "stamp": "STALE"}


def note(text):
    print(f"# {text}", flush=True)


class Hung:
    """The tests, for each way to run libvirt."""

    def setUp(self):
        self.root = self.make_root()
        self.watch = watch.Watch(self.root.uri)
        self.addCleanup(self.watch.close)
        self.connection = libvirt.open(self.root.uri)
        self.addCleanup(self.connection.close)
        self.domains = {f"vm{number}": self.start(f"vm{number}") for number in range(N_DOMAINS)}
        self.stopped = []
        # A hung process would keep everything above from ending.
        self.addCleanup(self.heal)

    def start(self, name):
        domain = self.connection.createXML(rig.domain_xml(name, rig.guest_directory(), "--paused-tiny"))
        self.watch.expect(name, "added", RUNNING, timeout=TIMEOUT)
        return domain

    def hang(self, *names):
        for name in names:
            os.kill(self.root.qemu_pid(name), signal.SIGSTOP)
            self.stopped.append(name)
        return self.watch.now()

    def heal(self):
        """SIGCONT to all; returns their names."""
        names, self.stopped = self.stopped, []
        for name in names:
            os.kill(self.root.qemu_pid(name), signal.SIGCONT)
        return names

    def check_others(self):
        """Each of the others is paused and resumed, and each of that is told; returns the longest time one took."""
        others = [name for name in self.domains if name not in self.stopped]
        longest = 0
        for name in others:
            for change, state in ((self.domains[name].suspend, PAUSED), (self.domains[name].resume, RUNNING)):
                change()
                began = self.watch.now()
                told = self.watch.expect(name, state, timeout=TIMEOUT)
                longest = max(longest, told.when - began)
        return longest

    def check_never_stale(self, since):
        for name in self.domains:
            if name not in self.stopped:
                stamps = {state.stamp for state in self.watch.states(name, since)}
                self.assertEqual(stamps, {"LIVE"}, f"{name}\n{self.watch}")

    def test_one(self):
        calm = self.check_others()
        stopped_at = self.hang("vm3")
        during = self.check_others()
        stale = self.watch.expect("vm3", STALE, timeout=TIMEOUT)
        note(f"stale after {stale.when - stopped_at:.1f} s")
        self.assertLess(stale.when - stopped_at, STALE_WITHIN)
        after = self.check_others()
        self.check_never_stale(stopped_at)
        note(f"longest time to tell a change: {calm:.2f} s before, {during:.2f} s and {after:.2f} s while one hangs")
        self.heal()
        healed_at = self.watch.now()
        healed = self.watch.expect("vm3", RUNNING, timeout=TIMEOUT)
        note(f"healed after {healed.when - healed_at:.1f} s")
        self.check_others()

    def test_three_then_five(self):
        began = self.hang("vm0", "vm1", "vm2")
        note(f"longest time to tell a change while three hang: {self.check_others():.2f} s")
        for name in list(self.stopped):
            self.watch.expect(name, STALE, timeout=TIMEOUT)
        note(f"all three stale after {self.watch.now() - began:.1f} s")
        self.hang("vm8", "vm9")
        note(f"longest time to tell a change while five hang: {self.check_others():.2f} s")
        self.check_never_stale(began)
        for name in self.heal():
            # Those that hung while all probes were stuck were not found out; what matters is how it ends.
            self.watch.wait_until(lambda name=name: self.watch.states(name)[-1].stamp == "LIVE", TIMEOUT, name)
        self.check_others()

    def test_stopping_can_be_cancelled(self):
        self.hang("vm5")
        self.watch.expect("vm5", STALE, timeout=TIMEOUT)
        cancellable = Gio.Cancellable()
        began = time.monotonic()
        cancellable.cancel()
        with self.assertRaises(GLib.Error) as caught:
            self.watch.stop(cancellable)
        self.assertTrue(caught.exception.matches(Gio.io_error_quark(), Gio.IOErrorEnum.CANCELLED))
        self.assertLess(time.monotonic() - began, STOP_WITHIN)


class InEmbeddedDriver(Hung, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # libvirt allows one per process.
        cls.root = rig.EmbeddedRoot()
        cls.addClassCleanup(cls.root.close)

    def make_root(self):
        self.addCleanup(self.end_domains)
        return self.root

    def end_domains(self):
        with libvirt.open(self.root.uri) as connection:
            for domain in connection.listAllDomains():
                domain.destroy()


class InDaemon(Hung, unittest.TestCase):
    def make_root(self):
        daemon = rig.PrivateLibvirtd(rig.guest_directory())
        self.addCleanup(daemon.close)
        return daemon


if __name__ == "__main__":
    rig.reexec_without_kvm(rig.guest_directory())
    # Errors come as exceptions; libvirt would print each once more.
    libvirt.registerErrorHandler(lambda *_: None, None)
    tap.main()
