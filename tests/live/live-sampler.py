#!/usr/bin/python3
"""The sampler against real QEMU processes: fresh numbers of all, whatever becomes of one."""

import json
import os
import signal
import time
import unittest

import libvirt
import libvirt_qemu
import rig
import sampler_watch
import tap
from gi.repository import GLib, Vmistate

N_DOMAINS = 6
PERIOD = 1.0  # seconds
DEADLINE = 3.0
TIMEOUT = 60
RELAY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "socket-relay")


def is_whole(sample):
    return sample.get("monitorSkipped") is False and "balloon" in sample


class Host:
    """The one daemon of all these tests; its domains stay from one test to the next."""

    daemon = None


def setUpModule():
    Host.daemon = rig.PrivateLibvirtd(rig.guest_directory())
    unittest.addModuleCleanup(Host.daemon.close)


class WithSampler(unittest.TestCase):
    deadline = DEADLINE
    properties = {}

    def setUp(self):
        self.daemon = Host.daemon
        self.uri = self.make_uri()
        self.watch = sampler_watch.SamplerWatch(
            self.daemon.uri,
            self.uri,
            period_msec=int(PERIOD * 1000),
            deadline_msec=int(self.deadline * 1000),
            **self.properties,
        )
        self.addCleanup(self.watch.close)
        self.connection = libvirt.open(self.daemon.uri)
        self.addCleanup(self.close_connection)
        there = {domain.name(): domain for domain in self.connection.listAllDomains()}
        names = [f"vm{number}" for number in range(N_DOMAINS)]
        self.domains = {name: there.get(name) or self.start(name) for name in names}
        self.stopped = []
        # A hung process would keep everything above from ending.
        self.addCleanup(self.heal)
        self.wait_whole(self.domains)

    def make_uri(self):
        return self.daemon.uri

    def close_connection(self):
        # It is dead where the daemon was killed.
        try:
            self.connection.close()
        except libvirt.libvirtError:
            pass

    def start(self, name):
        return self.connection.createXML(rig.domain_xml(name, rig.guest_directory(), "--paused-tiny"))

    def hang(self, *names):
        for name in names:
            os.kill(self.daemon.qemu_pid(name), signal.SIGSTOP)
            self.stopped.append(name)

    def heal(self):
        names, self.stopped = self.stopped, []
        for name in names:
            os.kill(self.daemon.qemu_pid(name), signal.SIGCONT)

    def wait_for(self, predicate, what):
        """Waits until PREDICATE is true of the samples, a dict by name."""
        try:
            return rig.wait_for(lambda: predicate(self.watch.samples()), TIMEOUT, what)
        except TimeoutError as error:
            raise AssertionError(f"{error}\n{self.watch.samples()}\n{self.watch.report()}\n{self.watch}") from error

    def wait_report(self, predicate, what):
        """Waits until PREDICATE is true of the report, which is made when a pass has ended; returns the report."""
        rig.wait_for(lambda: predicate(self.watch.report()), TIMEOUT, f"{what}; there is {self.watch.report()}")
        return self.watch.report()

    def wait_passes(self, n=2):
        """Waits for so many whole passes from now on."""
        wanted = self.watch.report().get("passes", 0) + n + 1
        rig.wait_for(lambda: self.watch.report().get("passes", 0) >= wanted, TIMEOUT, f"{n} passes")

    def wait_whole(self, names):
        """Waits until each of NAMES has numbers of the hypervisor that were taken after now."""
        before = {name: sample["takenAt"] for name, sample in self.watch.samples().items()}
        self.wait_for(
            lambda samples: all(
                is_whole(samples.get(name, {})) and samples[name]["takenAt"] > before.get(name, "") for name in names
            ),
            f"numbers of {' '.join(names)}",
        )

    def others(self):
        return [name for name in self.domains if name not in self.stopped]

    def measure(self, name, seconds):
        answers = []
        uid = self.domains[name].UUIDString()

        def done(source, result):
            try:
                answers.append(source.measure_dirty_rate_finish(result))
            except GLib.Error as error:
                answers.append(error)

        self.watch.call(lambda: self.watch.sampler.measure_dirty_rate_async(uid, seconds, None, done))
        answer = rig.wait_for(lambda: answers, TIMEOUT, "the dirty rate")[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


class WithPlaces:
    """Where vCPUs run, as virsh vcpuinfo and vcpupin know it."""

    def host_cpu(self, name):
        return self.watch.sample(name)["vcpus"][0].get("hostCpu")

    def test_host_cpu(self):
        # A pinned thread moves when it next runs.
        domain = self.domains["vm0"]
        for cpu in sorted(os.sched_getaffinity(0))[:2]:
            domain.pinVcpu(0, tuple(number == cpu for number in range(cpu + 1)))
            self.wait_for(lambda _, cpu=cpu: self.host_cpu("vm0") == cpu, f"vCPU 0 on processor {cpu}")
            self.assertEqual(domain.vcpus()[0][0][3], cpu)


class OnThisHost(WithPlaces, WithSampler):
    def test_stopped_process_is_not_entered(self):
        given_up = self.watch.report()["givenUp"]
        self.hang("vm3")
        self.wait_for(lambda samples: "process" in samples["vm3"].get("message", ""), "word of the stopped process")
        before = self.watch.sample("vm3")["takenAt"]
        self.wait_passes(3)
        sample = self.watch.sample("vm3")
        self.assertGreater(sample["takenAt"], before)
        self.assertTrue(sample["monitorSkipped"])
        self.assertEqual(sample["missing"], "ProcessStopped")
        self.assertLess(sample["missingSince"], sample["takenAt"])
        self.assertEqual(sample["missingSince"], self.watch.sample("vm3")["missingSince"])
        self.assertEqual(sample["state"], libvirt.VIR_DOMAIN_RUNNING)
        self.assertIn("interfaces", sample)
        self.assertNotIn("balloon", sample)
        self.wait_whole(self.others())
        report = self.watch.report()
        self.assertEqual(report["quarantined"], 1)
        self.assertLessEqual(report["givenUp"] - given_up, 1)  # it may have been stopped in mid-call
        self.heal()
        self.wait_whole(self.domains)
        self.wait_report(lambda report: report["quarantined"] == 0, "nobody in quarantine")

    def test_many(self):
        self.hang("vm0", "vm1", "vm2", "vm3")
        self.wait_for(
            lambda samples: all(samples[name].get("monitorSkipped") for name in self.stopped), "word of all of them"
        )
        self.wait_passes(2)
        self.wait_whole(self.others())
        self.assertLessEqual(self.watch.report()["hanging"], 3)
        # Other clients still get an answer.
        self.assertEqual(len(self.connection.getAllDomainStats(libvirt.VIR_DOMAIN_STATS_STATE)), N_DOMAINS)
        self.heal()
        self.wait_whole(self.domains)
        self.wait_report(lambda report: report["hanging"] == 0, "no call that hangs")

    def test_domain_goes_and_comes(self):
        self.domains.pop("vm2").destroy()
        self.wait_passes(1)
        self.assertEqual(self.watch.report()["domains"], N_DOMAINS - 1)
        self.wait_whole(self.domains)
        # In the middle of a pass, as far as that can be arranged.
        for name in ("vm4", "vm5"):
            self.domains.pop(name).destroy()
        self.wait_whole(self.domains)
        self.domains["vm2"] = self.start("vm2")
        self.wait_whole(self.domains)

    def test_daemon_restarts(self):
        about = f"sampler:{self.uri}"
        self.daemon.kill()
        self.watch.expect(about, "source LIVE", "source LOST", timeout=TIMEOUT)
        self.daemon.start()
        self.watch.expect(about, "source LIVE", timeout=TIMEOUT)
        self.wait_whole(self.domains)
        self.wait_report(lambda report: report["reconnects"] >= 1, "the connection opened again")

    def test_dirty_rate(self):
        sample = self.measure("vm1", 1)
        self.assertEqual(sample.get_dirty_rate().get_status(), (True, libvirt.VIR_DOMAIN_DIRTYRATE_MEASURED))
        self.assertTrue(sample.get_dirty_rate().get_bytes_per_second()[0])
        first = sample.get_dirty_rate().get_start_usec()
        second = self.measure("vm1", 1).get_dirty_rate().get_start_usec()
        self.assertGreater(second, first)
        self.hang("vm1")
        self.wait_for(lambda samples: samples["vm1"]["monitorSkipped"], "quarantine")
        with self.assertRaises(GLib.Error) as caught:
            self.measure("vm1", 1)
        self.assertTrue(caught.exception.matches(Vmistate.error_quark(), Vmistate.Error.FAILED), caught.exception)


class OnAnotherHost(WithPlaces, WithSampler):
    """A libvirt whose processes cannot be seen: a call of ours has to be kept before anybody knows."""

    def make_uri(self):
        relay = self.daemon.directory / "relay"
        relay.write_text(f"#!/bin/sh\nexec {RELAY} {self.daemon.uri.split('socket=')[1]}\n")
        relay.chmod(0o755)
        return f"qemu+ext:///system?command={relay}"

    def test_call_is_given_up(self):
        self.hang("vm3")
        self.wait_for(
            lambda samples: "control info: occupied" in samples["vm3"].get("message", ""), "what control info says"
        )
        self.wait_passes(1)
        self.assertEqual(self.watch.report()["hanging"], 1)
        given_up = self.watch.report()["givenUp"]
        before = self.watch.sample("vm3")["takenAt"]
        self.wait_whole(self.others())
        self.wait_passes(6)  # beyond the first retry, were it not still occupied
        self.assertEqual(self.watch.report()["givenUp"], given_up)
        self.assertTrue(self.watch.sample("vm3")["monitorSkipped"])
        self.assertEqual(self.watch.sample("vm3")["missing"], "MonitorOccupied")
        self.assertGreater(self.watch.sample("vm3")["takenAt"], before)
        late = self.watch.report()["late"]
        self.heal()
        self.wait_whole(self.domains)
        self.wait_report(lambda report: report["late"] > late, "the late reply")
        self.wait_report(lambda report: report["hanging"] == 0, "no call that hangs")

    def test_all_calls_are_kept(self):
        self.hang(*[f"vm{number}" for number in range(1, N_DOMAINS)])
        self.wait_for(lambda _: self.watch.report()["hanging"] == 3, "three calls that hang")
        self.wait_passes(2)
        self.assertEqual(self.watch.report()["hanging"], 3)
        sample = self.watch.sample("vm0")
        self.assertTrue(sample["monitorSkipped"])
        self.assertEqual(sample["missing"], "CallLimit")
        self.assertIn("as many calls as may be", sample["message"])
        self.heal()
        self.wait_whole(self.domains)


class WithOffender(WithSampler):
    """One domain makes the call about all of them fail: nothing is asked of them in any other way."""

    # Nothing is given up here, however slow the machine is.
    deadline = 60.0
    properties = {"shards": 1}

    def monitor_command(self, name, command, arguments):
        request = json.dumps({"execute": command, "arguments": arguments})
        libvirt_qemu.qemuMonitorCommand(self.domains[name], request, 0)

    def check_whole(self, names, since):
        """No pass since then was without the numbers of any of NAMES."""
        for name in names:
            told = self.watch.told_of(name, since)
            self.assertTrue(told, name)
            self.assertEqual([sample for sample in told if not is_whole(sample)], [], name)


class OffenderHere(WithOffender):
    def test_one_that_libvirt_does_not_understand(self):
        before = self.watch.report()
        mark = len(self.watch.told)
        began = time.monotonic()
        # libvirt 9.0 wants a number there, and fails for all. An id that does not begin with this ends the daemon.
        self.monitor_command("vm2", "object-add", {"qom-type": "iothread", "id": "iothread-data"})
        # A second time it only says that there is none.
        self.addCleanup(self.monitor_command, "vm2", "object-del", {"id": "iothread-data"})
        self.wait_for(lambda samples: samples["vm2"]["missing"] == "CallFailed", "word of the call that failed")
        sample = self.watch.sample("vm2")
        self.assertIn("iothread-data", sample["message"])
        self.assertTrue(sample["monitorSkipped"])
        self.assertEqual(sample["state"], libvirt.VIR_DOMAIN_RUNNING)
        self.assertIn("interfaces", sample)
        self.assertNotIn("balloon", sample)
        report = self.wait_report(lambda report: report["quarantined"] == 1, "one in quarantine")
        bisections = report["bisections"]
        self.assertGreater(bisections, before["bisections"])
        # It is tried again, alone, and its other numbers go on meanwhile.
        self.wait_report(lambda report: report["failed"] >= before["failed"] + 2, "another try")
        self.monitor_command("vm2", "object-del", {"id": "iothread-data"})
        self.wait_whole(self.domains)
        # 5 s after the first try and 10 s after the second, at the earliest.
        self.assertGreaterEqual(time.monotonic() - began, 15)
        self.wait_report(lambda report: report["quarantined"] == 0, "nobody in quarantine")
        self.assertEqual(self.watch.report()["bisections"], bisections)
        self.check_whole([name for name in self.domains if name != "vm2"], mark)
        failed = [sample for sample in self.watch.told_of("vm2", mark) if sample["missing"] == "CallFailed"]
        self.assertEqual({sample["missingSince"] for sample in failed}, {failed[0]["missingSince"]})
        self.assertEqual([sample for sample in failed if "iothread-data" not in sample["message"]], [])
        self.assertTrue(all(sample["state"] == libvirt.VIR_DOMAIN_RUNNING for sample in failed))


class OffenderThere(WithOffender):
    make_uri = OnAnotherHost.make_uri

    def test_one_that_dies_in_the_call(self):
        before = self.watch.report()
        mark = len(self.watch.told)
        # While it is stopped the sampler's call waits inside it, and nobody else's does.
        pid = self.daemon.qemu_pid("vm3")
        os.kill(pid, signal.SIGSTOP)
        domain = self.domains.pop("vm3")
        rig.wait_for(
            lambda: domain.controlInfo()[0] == libvirt.VIR_DOMAIN_CONTROL_OCCUPIED, TIMEOUT, "a call inside vm3"
        )
        os.kill(pid, signal.SIGKILL)
        self.wait_report(lambda report: report["bisections"] > before["bisections"], "a call that failed")
        self.wait_whole(self.domains)
        self.wait_report(lambda report: report["domains"] == N_DOMAINS - 1, "one domain less")
        self.check_whole(self.domains, mark)
        self.assertEqual(self.watch.report()["givenUp"], before["givenUp"])


class ReadOnly(WithSampler):
    def make_uri(self):
        return self.daemon.uri + "-ro"

    def test_all_but_what_changes_something(self):
        with self.assertRaises(GLib.Error) as caught:
            self.measure("vm0", 1)
        self.assertTrue(caught.exception.matches(Vmistate.error_quark(), Vmistate.Error.DENIED), caught.exception)
        self.watch.wait_until(self.is_marked, TIMEOUT, "DIRTY_RATE among what is not supported")
        self.wait_whole(self.domains)

    def is_marked(self):
        stamps = self.watch.call(self.watch.monitor.dup_source_stamps)
        return any(
            stamp.get_part() == "DIRTY_RATE" and stamp.get_state() == Vmistate.StampState.UNSUPPORTED for stamp in stamps
        )


if __name__ == "__main__":
    rig.reexec_without_kvm(rig.guest_directory())
    # Errors come as exceptions; libvirt would print each once more.
    libvirt.registerErrorHandler(lambda *_: None, None)
    tap.main()
