#!/usr/bin/python3
"""One VM from its first to its last moment, in the embedded driver, with a real guest and a real agent."""

import os
import signal
import unittest

import libvirt
import rig
import tap
import watch
from gi.repository import GLib

BOOT_TIMEOUT = 90  # seconds, under software emulation and load
STOP_TIMEOUT = 60
PING_TIMEOUT = 3

RUNNING = {"phase": "Running", "ready": "True", "paused": None, "stamp": "LIVE"}
NO_AGENT = {"agent": "False", "agent_reason": "ChannelDisconnected"}
AGENT = {"agent": "True", "agent_reason": "Connected", "os": "vmistate-test-guest", "ip": "10.0.2.15"}


def setUpModule():
    """libvirt allows one embedded driver per process."""
    root = rig.EmbeddedRoot()
    unittest.addModuleCleanup(root.close)
    InEmbeddedDriver.guest = rig.guest_directory()
    InEmbeddedDriver.root = root
    InEmbeddedDriver.watch = watch.Watch(root.uri)
    unittest.addModuleCleanup(InEmbeddedDriver.watch.close)
    InEmbeddedDriver.connection = libvirt.open(root.uri)
    unittest.addModuleCleanup(InEmbeddedDriver.connection.close)


class InEmbeddedDriver(unittest.TestCase):
    def expect(self, name, *patterns, timeout=STOP_TIMEOUT):
        return self.watch.expect(name, *patterns, timeout=timeout)

    def ping(self, name):
        """The excuse of a ping that succeeded, or what it failed with."""
        try:
            return self.watch.ping(name, PING_TIMEOUT).excuse
        except GLib.Error as error:
            return error


class RealGuest(InEmbeddedDriver):
    """In the order of their numbers: one guest lives through all of them."""

    @classmethod
    def setUpClass(cls):
        disk = rig.make_disk(cls.root.directory / "disk.img")
        cls.domain = cls.connection.createXML(rig.domain_xml("guest", cls.guest, "--disk", disk))

    def test_1_boots(self):
        self.expect("guest", "added", RUNNING | NO_AGENT | {"os": None, "ip": None}, timeout=BOOT_TIMEOUT)
        connected = self.expect("guest", RUNNING | AGENT, timeout=BOOT_TIMEOUT)
        print(f"# agent, OS and address known after {connected.when:.1f} s", flush=True)
        self.assertIsNone(self.ping("guest"))

    def test_2_pauses_and_resumes(self):
        self.domain.suspend()
        self.expect("guest", {"phase": "Running", "ready": "False", "paused": "PausedByUser", "stamp": "LIVE"})
        self.assertEqual(self.ping("guest"), "paused by user")
        self.domain.resume()
        self.expect("guest", RUNNING)
        self.expect_answer()

    def test_3_reboots(self):
        self.domain.reboot(libvirt.VIR_DOMAIN_REBOOT_GUEST_AGENT)
        mark = self.watch.now()
        # Its addresses are held: most likely it will have them again.
        self.expect("guest", "event REBOOT", RUNNING | NO_AGENT | {"os": None}, RUNNING | AGENT)
        # Whatever else happens on the way: the guest is running all the time.
        for state in self.watch.states("guest", since=mark):
            self.assertEqual((state.phase, state.ready), ("Running", "True"))

    def test_4_agent_dies_and_comes_back(self):
        kill = ["-c", "sleep 0.2; kill $(pidof qemu-ga)"]
        rig.agent_command(self.domain, "guest-exec", path="/bin/sh", arg=kill)
        # What it said stays known: the guest is the same.
        self.expect("guest", RUNNING | NO_AGENT | {"os": "vmistate-test-guest"})
        self.assertIsInstance(self.ping("guest"), GLib.Error)
        back = self.expect("guest", "event AGENT_LIFECYCLE")
        connected = self.expect("guest", RUNNING | AGENT)
        print(f"# connected {connected.when - back.when:.1f} s after the channel was opened", flush=True)
        self.expect_answer()

    def test_5_shuts_down(self):
        self.domain.shutdownFlags(libvirt.VIR_DOMAIN_SHUTDOWN_GUEST_AGENT)
        self.expect("guest", {"phase": "Succeeded", "ready": "False", "agent_reason": "GuestNotRunning"}, "removed")

    def expect_answer(self):
        self.assertIsNone(self.ping("guest"))


class TinyDomains(InEmbeddedDriver):
    def start(self, name):
        """A running domain without a guest."""
        domain = self.connection.createXML(rig.domain_xml(name, self.guest, "--paused-tiny"))
        self.expect(name, "added", RUNNING)
        return domain

    def test_destroyed(self):
        self.start("destroyed").destroy()
        self.expect("destroyed", {"phase": "Failed", "ready": "False"}, "removed")

    def test_killed(self):
        self.start("killed")
        os.kill(self.root.qemu_pid("killed"), signal.SIGKILL)
        self.expect("killed", {"phase": "Failed", "ready": "False"}, "removed")

    def test_started_paused(self):
        xml = rig.domain_xml("paused", self.guest, "--paused-tiny")
        domain = self.connection.createXML(xml, libvirt.VIR_DOMAIN_START_PAUSED)
        self.expect("paused", "added", {"phase": "Running", "ready": "False"})
        domain.resume()
        self.expect("paused", RUNNING)
        domain.destroy()
        self.expect("paused", "removed")

    def test_defined_domain_stays(self):
        domain = self.connection.defineXML(rig.domain_xml("defined", self.guest, "--paused-tiny"))
        self.expect("defined", "added", {"ready": "False"})
        domain.create()
        self.expect("defined", RUNNING)
        domain.destroy()
        self.expect("defined", {"phase": "Failed", "ready": "False", "stamp": "LIVE"})
        domain.create()
        self.expect("defined", RUNNING)
        os.kill(self.root.qemu_pid("defined"), signal.SIGKILL)
        self.expect("defined", {"phase": "Failed", "ready": "False", "stamp": "LIVE"})
        domain.undefine()
        self.expect("defined", "removed")

    def test_undefined_while_it_runs(self):
        domain = self.connection.defineXML(rig.domain_xml("undefined", self.guest, "--paused-tiny"))
        domain.create()
        self.expect("undefined", RUNNING)
        domain.undefine()
        self.expect("undefined", "event LIFECYCLE")
        domain.destroy()
        self.expect("undefined", {"phase": "Failed"}, "removed")

    def test_name_used_again(self):
        for _ in range(3):
            self.start("again").destroy()
            self.expect("again", {"phase": "Failed"}, "removed")


if __name__ == "__main__":
    rig.reexec_without_kvm(rig.guest_directory())
    # Errors come as exceptions; libvirt would print each once more.
    libvirt.registerErrorHandler(lambda *_: None, None)
    tap.main()
