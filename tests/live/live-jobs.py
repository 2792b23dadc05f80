#!/usr/bin/python3
"""What libvirt does with a guest for longer than a moment: each job is seen while it runs, and at its end.

No job may end before it was seen. What writes memory writes it to a pipe that nobody empties until then; a backup that
is pulled waits for whoever pulls it; a migration is too slow to end. Where nothing can hold a job up, only its end counts.
"""

import json
import os
import select
import struct
import threading
import unittest
from pathlib import Path

import libvirt
import rig
import tap
import watch
from gi.repository import Vmistate
from rig_libvirtd import PrivateLibvirtd
from rig_migration import TwoHosts
from rig_wait import wait_for

BOOT_TIMEOUT = 120  # seconds
TIMEOUT = 90
CALL_TIMEOUT = 120
NAME = "worker"
DISK_BYTES = 64 << 20
SLOW, FAST = 1, 1024  # MiB per second: the first would take longer than anybody waits here
RUNNING = {"bounded", "unbounded"}


class Watch(watch.Watch):
    """Notes every job that is told."""

    def __init__(self, *uris, **properties):
        self.jobs = []
        super().__init__(*uris, **properties)

    def _on_added(self, monitor, instance):
        super()._on_added(monitor, instance)
        instance.connect("job-changed", self._on_job)

    def _on_job(self, _instance, job):
        with self._changed:
            self.jobs.append(json.loads(job.to_json(Vmistate.Profile.TRUTH)))
            self._changed.notify_all()

    def expect_job(self, mark, operation, predicate, what):
        """Waits until a job told after the first MARK ones is an OPERATION for which PREDICATE holds; returns it."""

        def find():
            return next((job for job in self.jobs[mark:] if job["operation"] == operation and predicate(job)), None)

        try:
            return self.wait_until(find, TIMEOUT, f"{operation}: {what}")
        except AssertionError as error:
            raise AssertionError(f"{error}\njobs:\n" + "\n".join(map(json.dumps, self.jobs[mark:]))) from None

    def shown(self, name):
        """The jobs that the VMI has, as they are listed."""
        return self.call(lambda: [json.loads(job.to_json(Vmistate.Profile.TRUTH))
                                  for job in self.instance(name).get_jobs() or []])  # fmt: skip


class Pipe(threading.Thread):
    """A file that takes a mebibyte or two, and the rest only after drain()."""

    def __init__(self, path):
        super().__init__(name="pipe", daemon=True)
        self.path = str(path)
        os.mkfifo(self.path)
        # For writing, too: so it never looks closed, however often libvirt opens it.
        self._file = os.open(self.path, os.O_RDWR | os.O_NONBLOCK)
        self._wake = os.pipe()
        self._wanted = threading.Event()

    def run(self):
        while self._wake[0] not in (ready := select.select([self._file, self._wake[0]], [], [])[0]):
            if self._file in ready:
                os.read(self._file, 1 << 20)

    def drain(self):
        self.start()

    def close(self):
        if self.is_alive():
            os.write(self._wake[1], b".")
            self.join()
        for number in (self._file, *self._wake):
            os.close(number)
        os.unlink(self.path)


class Call(threading.Thread):
    """A call of libvirt that takes as long as its job. `error` is what libvirt says of it."""

    def __init__(self, function):
        super().__init__(name="call", daemon=True)
        self._function = function
        self.error = None
        self.start()

    def run(self):
        try:
            self._function()
        except libvirt.libvirtError as error:
            self.error = error

    def wait(self):
        self.join(CALL_TIMEOUT)
        if self.is_alive():
            raise TimeoutError(f"the call has not ended within {CALL_TIMEOUT} s")
        return self.error


def make_qcow2(path):
    """An empty image that can hold snapshots and backups."""
    cluster = 1 << 16
    header = struct.pack(">4sIQIIQIIQQIIQQQQII", b"QFI\xfb", 3, 0, 0, 16, DISK_BYTES, 0, 1, 3 * cluster, cluster, 1,
                         0, 0, 0, 0, 0, 4, 104)  # fmt: skip
    tables = (header, struct.pack(">Q", 2 * cluster), struct.pack(">4H", 1, 1, 1, 1), b"")
    Path(path).write_bytes(b"".join(table.ljust(cluster, b"\0") for table in tables))


def wait_until_up(domain):
    """Its memory is full of things then, so that no pipe holds it."""
    wait_for(lambda: "state='connected'" in domain.XMLDesc(), BOOT_TIMEOUT, "the guest's agent")


def is_running(job):
    return job["type"] in RUNNING and "endedAt" not in job


def has_ended(*types):
    return lambda job: "endedAt" in job and job["type"] in types


class Jobs(unittest.TestCase):
    """One guest, and one job after the other. The tests run by name; the last two end the guest."""

    @classmethod
    def setUpClass(cls):
        guest = rig.guest_directory()
        cls.daemon = PrivateLibvirtd(guest)
        cls.addClassCleanup(cls.daemon.close)
        cls.directory = cls.daemon.directory
        cls.watch = Watch(cls.daemon.uri, probe_interval_msec=500)
        cls.addClassCleanup(cls.watch.close)
        cls.connection = libvirt.open(cls.daemon.uri)
        cls.addClassCleanup(cls.connection.close)
        make_qcow2(cls.directory / "disk.qcow2")
        xml = rig.domain_xml(NAME, guest, "--disk", str(cls.directory / "disk.qcow2"))
        cls.domain = cls.connection.defineXML(xml.replace("type='raw'", "type='qcow2'"))
        cls.boot()

    @classmethod
    def boot(cls):
        cls.domain.create()
        wait_until_up(cls.domain)

    def setUp(self):
        self.mark = len(self.watch.jobs)

    def expect(self, operation, predicate, what):
        return self.watch.expect_job(self.mark, operation, predicate, what)

    def check_running(self, operation, *members):
        """It is seen while nothing lets it end, with these MEMBERS."""
        job = self.expect(operation, lambda job: is_running(job) and set(members) <= job.keys(), "while it runs")
        self.assertIn("startedAt", job)
        self.assertNotIn("success", job)
        first = self.watch.shown(NAME)[0]
        self.assertEqual((first["operation"], is_running(first)), (operation, True), first)

    def check_end(self, operation, *types):
        job = self.expect(operation, has_ended(*types), f"its end, {types}")
        self.assertLessEqual(job["startedAt"], job["endedAt"])
        self.assertEqual(job.get("success"), {"completed": True, "none": None}.get(job["type"], False), job)
        shown = self.watch.shown(NAME)
        self.assertEqual([job for job in shown if is_running(job)], [], shown)
        self.assertIn(operation, [job["operation"] for job in shown])
        return job

    def pipe(self, path):
        pipe = Pipe(path)
        self.addCleanup(pipe.close)
        return pipe

    def hold(self, operation, begin, path, *types, members=("memoryTotalBytes", "memoryRemainingBytes")):
        """BEGIN writes to PATH. Returns how it ended."""
        pipe = self.pipe(path)
        call = Call(lambda: begin(pipe.path))
        self.check_running(operation, *members)
        pipe.drain()
        self.assertIsNone(call.wait())
        return self.check_end(operation, *types)

    def dump(self, path, flags):
        self.domain.coreDumpWithFormat(path, libvirt.VIR_DOMAIN_CORE_DUMP_FORMAT_RAW, flags)

    def test_1_live_dump(self):
        job = self.hold("dump", lambda path: self.dump(path, libvirt.VIR_DUMP_LIVE), self.directory / "live",
                        "completed")  # fmt: skip
        self.assertEqual(job["memoryRemainingBytes"], 0)
        self.assertNotIn("diskTotalBytes", job)
        self.assertNotIn("downtimeMsec", job)

    def test_2_dump_that_pauses(self):
        self.hold("dump", lambda path: self.dump(path, 0), self.directory / "paused", "completed")

    def test_3_dump_of_memory_only(self):
        """Of its end libvirt tells nothing."""
        job = self.hold("dump", lambda path: self.dump(path, libvirt.VIR_DUMP_MEMORY_ONLY), self.directory / "memory",
                        "none")  # fmt: skip
        self.assertNotIn("dataTotalBytes", job)

    def test_4_cancelled_dump(self):
        pipe = self.pipe(self.directory / "cancelled")
        call = Call(lambda: self.dump(pipe.path, libvirt.VIR_DUMP_LIVE))
        self.check_running("dump", "memoryTotalBytes")
        self.domain.abortJob()
        pipe.drain()
        self.assertIsNotNone(call.wait())
        self.check_end("dump", "none", "cancelled", "failed")

    def test_5_external_snapshot(self):
        def begin(path):
            self.domain.snapshotCreateXML(
                f"<domainsnapshot><name>outside</name><memory snapshot='external' file='{path}'/>"
                f"<disks><disk name='vda' snapshot='external'><source file='{self.directory}/overlay.qcow2'/></disk>"
                "</disks></domainsnapshot>"
            )

        self.hold("snapshot", begin, self.directory / "snapshot", "completed")

    def test_6_internal_snapshot(self):
        """libvirt tells nothing of it but that the guest is paused, and lets nobody ask: it may come and go unseen."""
        self.domain.snapshotCreateXML("<domainsnapshot><name>inside</name></domainsnapshot>")
        self.watch.wait_until(lambda: not any(map(is_running, self.watch.jobs[self.mark:][-1:])), TIMEOUT, "its end")

    def test_7_pulled_backup(self):
        self.domain.backupBegin(
            f"<domainbackup mode='pull'><server transport='unix' socket='{self.directory}/nbd.sock'/></domainbackup>",
            None,
        )
        self.check_running("backup", "diskTempTotalBytes", "elapsedMsec")
        self.domain.abortJob()
        self.check_end("backup", "completed")

    def test_8_pushed_backup(self):
        """It may be over before anybody looks."""
        self.domain.backupBegin(
            "<domainbackup mode='push'><disks><disk name='vda' type='file'>"
            f"<target file='{self.directory}/backup.qcow2'/></disk></disks></domainbackup>",
            None,
        )
        job = self.check_end("backup", "completed")
        self.assertEqual((job["diskTotalBytes"], job["diskRemainingBytes"]), (DISK_BYTES, 0))

    def test_9_save(self):
        self.hold("save", self.domain.save, self.directory / "save", "completed")
        self.watch.expect(NAME, {"phase": "Succeeded"}, timeout=TIMEOUT)

    def test_9_then_managed_save(self):
        self.boot()
        self.mark = len(self.watch.jobs)
        path = self.directory / "lib" / "qemu" / "save" / f"{NAME}.save"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.hold("save", lambda _: self.domain.managedSave(), path, "completed")


class Migration(unittest.TestCase):
    def test_migration(self):
        guest = rig.guest_directory()
        hosts = TwoHosts(guest)
        self.addCleanup(hosts.close)
        here, there = hosts.nodes
        observer = Watch(here.uri, there.uri, probe_interval_msec=500)
        self.addCleanup(observer.close)
        domain = hosts.connection(here).createXML(rig.domain_xml(NAME, guest))
        wait_until_up(domain)
        migration = hosts.migrate(here, NAME, bandwidth=SLOW)
        # It may also end at once, if the hosts do not find each other.
        job = observer.expect_job(
            0, "migration-out", lambda job: "memoryTotalBytes" in job or "endedAt" in job, "while it runs"
        )
        self.assertTrue(is_running(job), f"{job} {migration.error}")
        observer.expect_job(0, "migration-in", is_running, "while it runs")
        domain.migrateSetMaxSpeed(FAST)
        self.assertIsNone(migration.wait())
        for operation in ("migration-out", "migration-in"):
            job = observer.expect_job(0, operation, has_ended("completed"), "its end")
            self.assertTrue(job["success"])
            self.assertLessEqual(job["startedAt"], job["endedAt"])
        shown = observer.shown(NAME)
        self.assertEqual([job for job in shown if is_running(job)], [], shown)


if __name__ == "__main__":
    rig.reexec_without_kvm(rig.guest_directory())
    tap.main()
