#!/usr/bin/python3
"""Proves that the rig works on this machine, without the library: guest, agent, embedded driver, daemons, migration."""

import os
import signal
import subprocess
import sys
import time
import unittest

import libvirt
import rig
import rig_events
import tap

BOOT_TIMEOUT = 60  # seconds, under software emulation and load
STOP_TIMEOUT = 30


def note(text):
    for line in text.splitlines():
        print(f"# {line}", flush=True)


def connected_since(log, mark):
    return lambda: log.said("agent connected", mark)


def start_guest(connection, log, name, *options):
    """Starts a domain and returns it once its agent is there; notes how long that took."""
    mark = log.mark()
    began = time.monotonic()
    domain = connection.createXML(rig.domain_xml(name, rig.guest_directory(), *options))
    created = time.monotonic()
    rig.wait_for(connected_since(log, mark), BOOT_TIMEOUT, f"the agent of {name}")
    connected = time.monotonic()
    rig.agent_command(domain, "guest-ping")
    answered = time.monotonic()
    note(f"{name}: created {created - began:.1f} s, agent connected {connected - began:.1f} s, "
         f"answers {answered - began:.1f} s after the call")  # fmt: skip
    return domain


class Embedded(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = rig.EmbeddedRoot()
        cls.addClassCleanup(cls.root.close)
        disk = rig.make_disk(cls.root.directory / "disk.img")
        cls.connection = libvirt.open(cls.root.uri)
        cls.addClassCleanup(cls.connection.close)
        cls.log = rig_events.EventLog(cls.connection)
        # A tap device needs root; without it the domain has a network that libvirt does not count.
        cls.tap = ["--tap"] if os.geteuid() == 0 else []
        cls.domain = start_guest(cls.connection, cls.log, "embedded", "--disk", disk, *cls.tap)

    def test_1_guest_info_answers_everything(self):
        info = self.domain.guestInfo(0)
        note("\n".join(f"{key} = {value}" for key, value in info.items()))
        self.assertEqual(info["hostname"], "embedded")
        self.assertEqual(info["os.id"], "vmistate-test-guest")
        self.assertEqual(info["timezone.offset"], 19800)
        self.assertEqual(info["user.0.name"], "tester")
        self.assertEqual(info["fs.0.mountpoint"], "/data")
        interfaces = self.domain.interfaceAddresses(libvirt.VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT)
        self.assertEqual(interfaces["eth0"]["addrs"][0]["addr"], "10.0.2.15")

    def test_2_stats_have_numbers_of_the_guest(self):
        rig.wait_for(lambda: "usable" in self.domain.memoryStats(), 10, "balloon statistics of the guest")
        [(_, stats)] = self.connection.domainListGetStats([self.domain])
        note(" ".join(sorted(stats)))
        for name in ("cpu.time", "balloon.usable", "block.0.rd.bytes", "vcpu.0.time"):
            self.assertIn(name, stats)
        self.assertEqual("net.0.rx.bytes" in stats, bool(self.tap))

    def test_3_a_killed_agent_goes_and_comes_back(self):
        mark = self.log.mark()
        began = time.monotonic()
        rig.agent_command(
            self.domain, "guest-exec", path="/bin/sh", arg=["-c", "sleep 0.2; kill $(pidof qemu-ga)"]
        )
        rig.wait_for(lambda: self.log.said("agent disconnected", mark), 10, "the agent to go")
        gone = time.monotonic()
        rig.wait_for(connected_since(self.log, mark), 15, "the agent to come back")
        note(f"agent gone after {gone - began:.1f} s, back after {time.monotonic() - began:.1f} s")
        note(self.log.since(mark))
        rig.agent_command(self.domain, "guest-ping")

    def test_4_reboot_by_the_agent(self):
        mark = self.log.mark()
        self.domain.reboot(libvirt.VIR_DOMAIN_REBOOT_GUEST_AGENT)
        rig.wait_for(lambda: self.log.said("reboot", mark), STOP_TIMEOUT, "the reboot")
        again = self.log.mark()
        try:
            rig.wait_for(connected_since(self.log, again), BOOT_TIMEOUT, "the agent after the reboot")
        finally:
            note(self.log.since(mark))
        rig.agent_command(self.domain, "guest-ping")

    def test_5_shutdown_by_the_agent(self):
        mark = self.log.mark()
        self.domain.shutdownFlags(libvirt.VIR_DOMAIN_SHUTDOWN_GUEST_AGENT)
        rig.wait_for(lambda: self.log.said("lifecycle stopped", mark), STOP_TIMEOUT, "the shutdown")
        note(self.log.since(mark))

    def test_6_shutdown_by_the_power_button(self):
        domain = start_guest(self.connection, self.log, "button")
        mark = self.log.mark()
        domain.shutdownFlags(libvirt.VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN)
        rig.wait_for(lambda: self.log.said("lifecycle stopped", mark), STOP_TIMEOUT, "the shutdown")
        note(self.log.since(mark))

    def test_7_tiny_domains_are_cheap(self):
        began = time.monotonic()
        tiny = [
            self.connection.createXML(
                rig.domain_xml(f"tiny{number}", rig.guest_directory(), "--paused-tiny"), libvirt.VIR_DOMAIN_START_PAUSED
            )
            for number in range(5)
        ]
        note(f"{(time.monotonic() - began) / len(tiny):.2f} s for each tiny domain")
        for domain in tiny:
            self.assertEqual(domain.state()[0], libvirt.VIR_DOMAIN_PAUSED)
            domain.destroy()


# What a test program might be doing when it ends: a domain runs below its root.
DOOMED_PROGRAM = """
import signal, libvirt, rig, rig_events
rig_events.run_event_loop()
root = rig.EmbeddedRoot()
xml = rig.domain_xml("doomed", rig.guest_directory(), "--paused-tiny")
libvirt.open(root.uri).createXML(xml, libvirt.VIR_DOMAIN_START_PAUSED)
print(root.directory, root.qemu_pid("doomed"), flush=True)
signal.pause()
"""


class Cleanup(unittest.TestCase):
    def test_nothing_stays_however_the_program_ends(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            with self.subTest(number=number.name):
                program = subprocess.Popen(
                    [sys.executable, "-c", DOOMED_PROGRAM],
                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=os.path.dirname(__file__), text=True,
                )  # fmt: skip
                directory, pid = program.stdout.readline().split()
                self.assertTrue(is_running(pid))
                program.send_signal(number)
                program.communicate()
                rig.wait_for(lambda: not os.path.exists(directory), 10, f"{directory} to be removed")
                self.assertFalse(is_running(pid))


class Daemons(unittest.TestCase):
    def private_libvirtd(self):
        daemon = rig.PrivateLibvirtd(rig.guest_directory())
        self.addCleanup(daemon.close)
        return daemon

    def open(self, daemon):
        connection = libvirt.open(daemon.uri)
        self.addCleanup(connection.close)
        return connection, rig_events.EventLog(connection)

    def test_domain_survives_the_daemon(self):
        daemon = self.private_libvirtd()
        connection, log = self.open(daemon)
        start_guest(connection, log, "survivor")
        pid = daemon.qemu_pid("survivor")
        for end in (daemon.stop, daemon.kill):
            began = time.monotonic()
            end()
            ended = time.monotonic()
            daemon.start()
            connection, log = self.open(daemon)
            domain = connection.lookupByName("survivor")
            note(f"{end.__name__} took {ended - began:.1f} s, start {time.monotonic() - ended:.1f} s")
            self.assertTrue(domain.isActive())
            self.assertEqual(daemon.qemu_pid("survivor"), pid)
            rig.wait_for(lambda: agent_answers(domain), 10, "the agent under the new daemon")

    def test_live_migration(self):
        source_daemon, target_daemon = self.private_libvirtd(), self.private_libvirtd()
        source, source_log = self.open(source_daemon)
        target, target_log = self.open(target_daemon)
        domain = start_guest(source, source_log, "mover")
        mark, began = source_log.mark(), time.monotonic()
        target_daemon.migrate_here(domain)
        note(f"migrated in {time.monotonic() - began:.1f} s")
        moved = target.lookupByName("mover")
        self.assertTrue(moved.isActive())
        rig.wait_for(lambda: agent_answers(moved), 10, "the agent on the target")
        note("source:\n" + source_log.since(mark))
        note("target:\n" + target_log.since())
        with self.assertRaises(LookupError):
            source_daemon.qemu_pid("mover")
        target_daemon.qemu_pid("mover")


def is_running(pid):
    """Whether a process PID runs; one that ended and that nobody waited for does not."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def agent_answers(domain):
    try:
        rig.agent_command(domain, "guest-ping")
    except libvirt.libvirtError:
        return False
    return True


if __name__ == "__main__":
    rig.reexec_without_kvm(rig.guest_directory())
    # Errors come as exceptions; libvirt would print each once more.
    libvirt.registerErrorHandler(lambda *_: None, None)
    rig_events.run_event_loop()
    tap.main()
