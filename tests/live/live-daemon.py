#!/usr/bin/python3
"""A libvirtd of the test's own: losing it, finding it again, and two of them at once."""

import gc
import os
import signal
import unittest
from pathlib import Path

import libvirt
import rig
import tap
import watch
from gi.repository import Gio, GLib

TIMEOUT = 60  # seconds; a daemon that is back is tried again after ten at the latest
BOOT_TIMEOUT = 90
ROUNDS = 5

RUNNING = {"phase": "Running", "ready": "True", "stamp": "LIVE"}
LOST = {"phase": "Running", "ready": "Unknown", "agent": "Unknown", "stamp": "LOST"}


class WithDaemon(unittest.TestCase):
    def setUp(self):
        self.guest = rig.guest_directory()
        self.daemon = self.start_daemon()

    def start_daemon(self):
        daemon = rig.PrivateLibvirtd(self.guest)
        self.addCleanup(daemon.close)
        return daemon

    def start_watch(self, *uris, **properties):
        self.watch = watch.Watch(*(uris or [self.daemon.uri]), **properties)
        self.addCleanup(self.watch.close)
        return self.watch

    def open(self, daemon=None):
        connection = libvirt.open((daemon or self.daemon).uri)
        self.addCleanup(connection.close)
        return connection

    def start_tiny(self, connection, name, persistent=False):
        xml = rig.domain_xml(name, self.guest, "--paused-tiny")
        if persistent:
            domain = connection.defineXML(xml)
            domain.create()
        else:
            domain = connection.createXML(xml)
        self.expect(name, "added", RUNNING)
        return domain

    def expect(self, about, *patterns, timeout=TIMEOUT):
        return self.watch.expect(about, *patterns, timeout=timeout)

    def check_order(self, name, since, *wanted):
        """WANTED is all that NAME went through: (phase, ready), repetitions dropped."""
        seen = []
        for state in self.watch.states(name, since):
            if seen[-1:] != [(state.phase, state.ready)]:
                seen.append((state.phase, state.ready))
        self.assertEqual(seen, list(wanted), self.watch)


class Losing(WithDaemon):
    def test_real_guest(self):
        self.start_watch()
        domain = self.open().createXML(rig.domain_xml("guest", self.guest))
        self.expect("guest", "added", RUNNING | {"agent": "False"}, timeout=BOOT_TIMEOUT)
        self.expect("guest", RUNNING | {"agent": "True", "os": "vmistate-test-guest", "ip": "10.0.2.15"},
                    timeout=BOOT_TIMEOUT)  # fmt: skip
        domain.suspend()
        self.expect("guest", {"paused": "PausedByUser"})
        domain.resume()
        self.expect("guest", RUNNING | {"paused": None})
        self.daemon.stop()
        # What is known stays, but nobody vouches for it.
        self.expect("guest", LOST | {"os": "vmistate-test-guest", "ip": "10.0.2.15"})
        self.daemon.start()
        self.expect("guest", RUNNING | {"agent": "True", "os": "vmistate-test-guest"})
        os.kill(self.daemon.qemu_pid("guest"), signal.SIGKILL)
        self.expect("guest", {"phase": "Failed", "ready": "False", "agent": "False"}, "removed")

    def lose_and_find(self, lose, persistent):
        self.start_watch()
        connection = self.open()
        for name in ("survivor", "victim"):
            self.start_tiny(connection, name, persistent)
        mark = self.watch.now()
        lose()
        self.expect(self.daemon.uri, "source LIVE", "source LOST")
        for name in ("survivor", "victim"):
            self.expect(name, LOST)
        os.kill(self.daemon.qemu_pid("victim"), signal.SIGKILL)
        self.daemon.start()
        started = self.watch.now()
        live = self.expect(self.daemon.uri, "source LIVE")
        print(f"# live {live.when - started:.1f} s after the daemon was back", flush=True)
        self.expect("survivor", RUNNING | {"after_gap": False})
        self.check_order("survivor", mark, ("Running", "Unknown"), ("Running", "True"))
        return mark

    def test_defined_domain_dies_while_stopped(self):
        mark = self.lose_and_find(self.daemon.stop, persistent=True)
        self.expect("victim", {"phase": "Failed", "ready": "False", "stamp": "LIVE", "after_gap": True})
        self.check_order("victim", mark, ("Running", "Unknown"), ("Failed", "False"))

    def test_transient_domain_dies_while_killed(self):
        self.lose_and_find(self.daemon.kill, persistent=False)
        self.expect("victim", {"ready": "False", "after_gap": True}, "removed")

    def test_absent_at_first(self):
        self.daemon.stop()
        self.start_watch()
        self.expect(self.daemon.uri, "source LOST")
        self.daemon.start()
        self.expect(self.daemon.uri, "source LIVE")
        self.start_tiny(self.open(), "late")

    def test_domains_that_were_there_before(self):
        early = self.start_watch()
        self.start_tiny(self.open(), "old")
        early.close()
        self.start_watch()
        self.expect("old", "added", RUNNING | {"after_gap": False})

    def test_two_daemons(self):
        other = self.start_daemon()
        self.start_watch(self.daemon.uri, other.uri)
        self.start_tiny(self.open(), "here")
        there = self.start_tiny(self.open(other), "there")
        mark = self.watch.now()
        self.daemon.stop()
        self.expect("here", LOST)
        there.suspend()
        self.expect("there", {"paused": "PausedByUser", "stamp": "LIVE"})
        there.resume()
        self.expect("there", RUNNING | {"paused": None})
        self.daemon.start()
        self.expect("here", RUNNING)
        self.assertEqual({state.stamp for state in self.watch.states("there", since=mark)}, {"LIVE"})


class Leftovers(WithDaemon):
    def test_nothing_is_left_after_stopping(self):
        self.start_watch()
        self.start_tiny(self.open(), "tiny")
        self.watch.close()
        # After one round, because what a process sets up once for all stays.
        left = [self.threads_and_files_after_a_round() for _ in range(ROUNDS)]
        self.assertEqual(left, left[:1] * ROUNDS)

    def threads_and_files_after_a_round(self):
        observer = watch.Watch(self.daemon.uri)
        observer.expect("tiny", "added", RUNNING, timeout=TIMEOUT)
        observer.close()
        # The main context of the watch goes with it.
        del observer
        gc.collect()
        threads = [Path("/proc/self/task", task, "comm").read_text() for task in os.listdir("/proc/self/task")]
        return sorted(threads), len(os.listdir("/proc/self/fd"))

    def test_cancelled_stop_ends_too(self):
        self.start_watch()
        cancellable = Gio.Cancellable()
        cancellable.cancel()
        try:
            self.watch.stop(cancellable)
        except GLib.Error as error:
            self.assertTrue(error.matches(Gio.io_error_quark(), Gio.IOErrorEnum.CANCELLED), error)


if __name__ == "__main__":
    # Errors come as exceptions; libvirt would print each once more.
    libvirt.registerErrorHandler(lambda *_: None, None)
    tap.main()
