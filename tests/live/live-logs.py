#!/usr/bin/python3
"""The log of a real QEMU, which a real virtlogd writes and rotates: each line of it once, who killed it, and why it
stopped where nobody saw it."""

import os
import signal
import unittest

import libvirt
import rig
import tap
import watch

TIMEOUT = 60  # seconds

# Small, so that it is rotated again and again.
LOG_BYTES = 64 * 1024
VIRTLOGD_CONF = f"max_size = {LOG_BYTES}\nmax_backups = 3\n"

N_LINES = 30000
LINE_BYTES = 100
# Of what is not told yet virtlogd may keep all, however slow whoever follows is: less than two files.
N_UNTOLD = 1000

RUNNING = {"phase": "Running", "ready": "True", "stamp": "LIVE"}


class Logs(unittest.TestCase):
    def setUp(self):
        self.guest = rig.guest_directory()
        self.daemon = rig.PrivateLibvirtd(self.guest, virtlogd_conf=VIRTLOGD_CONF)
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

    def test_rotations(self):
        """What QEMU's process says is told once and in order, over as many files of its log as virtlogd makes."""
        self.start_tiny("chatty")
        log = self.daemon.directory / "log" / "qemu" / "chatty.log"
        # QEMU has no way to be made to say this; its standard error is the pipe that virtlogd reads.
        with open(f"/proc/{self.daemon.qemu_pid('chatty')}/fd/2", "wb", buffering=0) as stderr:
            for first in range(0, N_LINES, N_UNTOLD):
                for number in range(first, first + N_UNTOLD):
                    stderr.write(f"line {number} ".ljust(LINE_BYTES - 1, "x").encode() + b"\n")
                self.watch.wait_until(
                    lambda last=first + N_UNTOLD - 1: self.is_told(last), TIMEOUT, f"lines up to {first + N_UNTOLD}"
                )
        self.assertEqual([told for told in map(number_of, self.watch.logged) if told is not None], list(range(N_LINES)))
        self.assertNotIn("GAP", [record["kind"] for record in self.watch.logged])
        for number in range(3):
            self.assertGreater(log.with_name(f"chatty.log.{number}").stat().st_size, LOG_BYTES / 2)

    def is_told(self, number):
        """Whether that line is among the last few."""
        return any(number_of(record) == number for record in self.watch.logged[-10:])


def number_of(record):
    """Of a line of test_rotations; None of others."""
    word, _, rest = record["text"].partition(" ")
    return int(rest.split()[0]) if word == "line" else None


if __name__ == "__main__":
    tap.main()
