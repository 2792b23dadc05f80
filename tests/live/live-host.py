#!/usr/bin/python3
"""Versions and storage pools of a real daemon, whatever becomes of a pool, and of the daemon."""

import json
import os
import signal
import subprocess
import unittest

import libvirt
import rig
import tap
import watch
from gi.repository import Vmistate

TIMEOUT = 60
INTERVAL = 200  # milliseconds
DEADLINE = 1000
PARTHELPER = "/usr/lib/libvirt/libvirt_parthelper"

# The program that libvirt asks for the size and the parts of a disk, while it holds the pool of that disk.
HELPER = "#!/bin/sh\n" + """\
while [ -e {hold} ]; do
  : > {held}
  sleep 0.05
done
[ "$2" = -g ] && printf '20\\000255\\00063\\000'
exit 0
"""


def disk_image(path):
    """A disk of 4 MiB with one partition, of which libvirt can make a pool."""
    partition = bytes([0, 0, 2, 0, 0x83, 0, 3, 0]) + (2048).to_bytes(4, "little") * 2
    with open(path, "wb") as image:
        image.write(bytes(446) + partition + bytes(48) + b"\x55\xaa")
        image.truncate(4 << 20)


class Host(unittest.TestCase):
    def setUp(self):
        self.daemon = rig.PrivateLibvirtd(rig.guest_directory())
        self.addCleanup(self.daemon.close)
        self.watch = watch.Watch(self.daemon.uri, probe_interval_msec=0)
        self.addCleanup(self.watch.close)
        self.source = Vmistate.HostSource(
            uri=self.daemon.uri, interval_msec=INTERVAL, deadline_msec=DEADLINE
        )
        self.source_id = f"host:{self.daemon.uri}"
        self.watch.call(lambda: self.watch.monitor.add_source(self.source))
        self.connection = libvirt.open(self.daemon.uri)
        self.addCleanup(self.close_connection)

    def close_connection(self):
        # It is dead where the daemon was killed.
        try:
            self.connection.close()
        except libvirt.libvirtError:
            pass

    def info(self):
        """What was told last, and {} before."""
        return self.watch.call(self._info)

    def _info(self):
        info = self.watch.monitor.get_host_info(self.source_id)
        return json.loads(info.to_json(Vmistate.Profile.TRUTH)) if info else {}

    def pools(self):
        return {pool["name"]: pool for pool in self.info().get("pools", [])}

    def wait_for(self, predicate, what):
        try:
            return rig.wait_for(predicate, TIMEOUT, what)
        except TimeoutError as error:
            raise AssertionError(f"{error}\n{self.info()}\n{self.watch}") from error

    def wait_for_pass(self):
        """Waits until something was told that was asked after now, twice."""
        for _ in range(2):
            before = self.info().get("takenAt", "")
            self.wait_for(lambda before=before: self.info().get("takenAt", "") > before, "a whole pass")

    def make_directory_pool(self, name):
        directory = self.daemon.directory / name
        directory.mkdir()
        xml = f"<pool type='dir'><name>{name}</name><target><path>{directory}</path></target></pool>"
        return self.connection.storagePoolCreateXML(xml)

    def make_disk_pool(self, name):
        """A pool whose refresh hangs as long as the file hold-NAME is there."""
        hold, held = (self.daemon.directory / f"{word}-{name}" for word in ("hold", "held"))
        helper, image = (self.daemon.directory / f"{word}-{name}" for word in ("helper", "image"))
        helper.write_text(HELPER.format(hold=hold, held=held))
        helper.chmod(0o755)
        disk_image(image)
        space = f"/proc/{self.daemon._keeper.pid}/ns/mnt"
        subprocess.run(
            ["nsenter", f"--mount={space}", "mount", "-n", "--bind", str(helper), PARTHELPER], check=True
        )
        xml = f"""<pool type='disk'><name>{name}</name><source><device path='{image}'/><format type='dos'/></source>
                  <target><path>/dev</path></target></pool>"""
        self.connection.storagePoolCreateXML(xml)
        return hold, held

    def refresh(self, name, hold):
        """Refreshes a pool as somebody else would, and it hangs as long as the file HOLD is there."""
        hold.touch()
        command = ["virsh", "-q", "-c", self.daemon.uri, "pool-refresh", name]
        virsh = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self.addCleanup(virsh.wait)
        # Before that: a failure must not leave anything hanging that is to be ended.
        self.addCleanup(lambda: hold.unlink(missing_ok=True))

    def assert_is(self, told, pool):
        state, capacity, allocation, available = pool.info()
        self.assertEqual(told["uuid"], pool.UUIDString())
        self.assertEqual((told["state"], told["capacityBytes"]), (state, capacity))
        # Others write to that file system, too; libvirt knows what it found when it looked last.
        self.assertEqual((told["allocationBytes"], told["availableBytes"]), (allocation, available))

    def test_versions_are_those_of_virsh(self):
        # libvirt has to ask QEMU first.
        self.wait_for(lambda: "hypervisorVersion" in self.info(), "the versions")
        said = subprocess.run(
            ["virsh", "-c", self.daemon.uri, "version", "--daemon"], capture_output=True, check=True, text=True
        ).stdout
        info = self.info()
        self.assertIn(f"Using library: libvirt {info['libraryVersion']}\n", said)
        self.assertIn(f"Running hypervisor: {info['hypervisor']} {info['hypervisorVersion']}\n", said)
        self.assertIn(f"Running against daemon: {info['libvirtVersion']}\n", said)

    def test_pools_come_and_go(self):
        self.wait_for(lambda: self.info().get("pools") == [], "that there are no pools")
        pool = self.make_directory_pool("images")
        self.wait_for(lambda: "images" in self.pools(), "the pool")
        self.assert_is(self.pools()["images"], pool)
        pool.destroy()
        self.wait_for(lambda: "images" not in self.pools(), "the end of the pool")

    def test_a_pool_hangs(self):
        pool = self.make_directory_pool("images")
        hold, held = self.make_disk_pool("dead")
        self.wait_for(lambda: self.pools().get("dead", {}).get("timedOut") is False, "both pools")
        self.refresh("dead", hold)
        self.wait_for(held.exists, "the refresh")
        dead = self.wait_for(
            lambda: (found := self.pools()["dead"]).get("timedOut") and found, "word of the dead pool"
        )
        self.assertEqual(dead.keys(), {"name", "uuid", "timedOut"})
        self.wait_for_pass()
        self.assertTrue(self.pools()["dead"]["timedOut"])
        self.assert_is(self.pools()["images"], pool)
        # It hurts nobody else: neither the other source, nor any other client.
        self.connection.listAllDomains()
        self.assertNotIn("source LOST", [entry.what for entry in self.watch.record], self.watch)
        hold.unlink()
        self.wait_for(lambda: self.pools()["dead"].get("timedOut") is False, "the pool that is back")
        self.wait_for_pass()
        self.assertEqual(self.pools().keys(), {"images", "dead"})

    def test_stops_when_the_pool_lets_go(self):
        hold, held = self.make_disk_pool("dead")
        self.wait_for(lambda: "dead" in self.pools(), "the pool")
        self.refresh("dead", hold)
        self.wait_for(held.exists, "the refresh")
        self.wait_for(lambda: self.pools()["dead"].get("timedOut"), "word of the dead pool")
        hold.unlink()
        self.assertTrue(self.watch.stop())

    def test_daemon_restarts(self):
        pool = self.make_directory_pool("images")
        uuid = pool.UUIDString()
        self.wait_for(lambda: "images" in self.pools(), "the pool")
        self.watch.expect(self.source_id, "source LIVE", timeout=TIMEOUT)
        self.daemon.kill()
        self.watch.expect(self.source_id, "source LOST", timeout=TIMEOUT)
        # What was known is known; how old it is can be seen.
        before = self.info()
        self.assertEqual(self.pools()["images"]["uuid"], uuid)
        self.daemon.start()
        self.watch.expect(self.source_id, "source LIVE", timeout=TIMEOUT)
        self.wait_for_pass()
        self.assertGreater(self.info()["takenAt"], before["takenAt"])

    def test_daemon_stands_still(self):
        self.wait_for(self.info, "the versions")
        self.watch.expect(self.source_id, "source LIVE", timeout=TIMEOUT)
        os.kill(self.daemon.daemon_pid, signal.SIGSTOP)
        # What follows must not wait for a daemon that a failure left standing.
        self.addCleanup(lambda: os.kill(self.daemon.daemon_pid, signal.SIGCONT))
        self.watch.expect(self.source_id, "source LOST", timeout=TIMEOUT)
        os.kill(self.daemon.daemon_pid, signal.SIGCONT)
        self.watch.expect(self.source_id, "source LIVE", timeout=TIMEOUT)
        self.wait_for_pass()


if __name__ == "__main__":
    rig.reexec_without_kvm(rig.guest_directory())
    # Errors come as exceptions; libvirt would print each once more.
    libvirt.registerErrorHandler(lambda *_: None, None)
    tap.main()
