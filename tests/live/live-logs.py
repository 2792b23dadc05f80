#!/usr/bin/python3
"""The log of a real QEMU, which a real virtlogd writes: who killed it, and why it stopped where nobody saw it."""

import os
import signal
import unittest

import libvirt
import rig
import tap
import watch

TIMEOUT = 60  # seconds

RUNNING = {"phase": "Running", "ready": "True", "stamp": "LIVE"}


class Logs(unittest.TestCase):
    def setUp(self):
        self.guest = rig.guest_directory()
        self.daemon = rig.PrivateLibvirtd(self.guest)
        self.addCleanup(self.daemon.close)
        self.watch = watch.Watch(self.daemon.uri, logs=self.daemon.directory / "log")
        self.addCleanup(self.watch.close)
        self.connection = libvirt.open(self.daemon.uri)
        self.addCleanup(self.close_connection)

    def close_connection(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def start_tiny(self, name):
        domain = self.connection.defineXML(rig.domain_xml(name, self.guest, "--paused-tiny"))
        domain.create()
        self.expect(name, RUNNING)

    def expect(self, about, *patterns):
        return self.watch.expect(about, *patterns, timeout=TIMEOUT)

    def find(self, kind):
        """The newest record of KIND."""
        return [record for record in self.watch.logged if record["kind"] == kind][-1]

    def test_who_killed_it(self):
        self.start_tiny("terminated")
        os.kill(self.daemon.qemu_pid("terminated"), signal.SIGTERM)
        self.expect("terminated", {"phase": "Succeeded"})
        self.watch.wait_until(lambda: any(record["kind"] == "STOP" for record in self.watch.logged), TIMEOUT, "a STOP")
        self.assertEqual(self.find("START")["libvirtVersion"].split(".")[0], str(libvirt.getVersion() // 1000000))
        self.assertIn("-name guest=terminated", self.find("COMMAND")["text"])
        signalled = self.find("SIGNAL")
        self.assertEqual((signalled["signal"], signalled["pid"]), (signal.SIGTERM, os.getpid()))
        self.assertEqual(self.find("STOP")["reason"], "shutdown")
        self.assertTrue(self.find("STOP")["origin"].endswith("/log/qemu/terminated.log"))

    def test_end_that_nobody_saw(self):
        """The daemon is away when QEMU is killed; it finds that out later, and tells its log."""
        self.start_tiny("unseen")
        self.close_connection()
        self.daemon.kill()
        os.kill(self.daemon.qemu_pid("unseen"), signal.SIGKILL)
        self.daemon.start()
        self.expect("unseen", "log STOP")
        print(f"# the log says: {self.find('STOP')['text']}", flush=True)
        self.expect("unseen", {"phase": "Failed"})


if __name__ == "__main__":
    tap.main()
