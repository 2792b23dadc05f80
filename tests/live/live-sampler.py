#!/usr/bin/python3
"""The sampler against real QEMU processes: fresh numbers of all, whatever becomes of one."""

import os
import signal
import unittest

import libvirt
import rig
import sampler_watch
import tap
from gi.repository import GLib, Vmistate

N_DOMAINS = 6
PERIOD = 1.0  # seconds
DEADLINE = 1.0
TIMEOUT = 60
RELAY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "socket-relay")


def is_whole(sample):
    return sample.get("monitorSkipped") is False and "balloon" in sample


class WithSampler(unittest.TestCase):
    def setUp(self):
        self.guest = rig.guest_directory()
        self.daemon = rig.PrivateLibvirtd(self.guest)
        self.addCleanup(self.daemon.close)
        self.uri = self.make_uri()
        self.watch = sampler_watch.SamplerWatch(
            self.daemon.uri, self.uri, period_msec=int(PERIOD * 1000), deadline_msec=int(DEADLINE * 1000)
        )
        self.addCleanup(self.watch.close)
        self.connection = libvirt.open(self.daemon.uri)
        self.addCleanup(self.close_connection)
        self.domains = {f"vm{number}": self.start(f"vm{number}") for number in range(N_DOMAINS)}
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
        return self.connection.createXML(rig.domain_xml(name, self.guest, "--paused-tiny"))

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


class OnThisHost(WithSampler):
    def test_stopped_process_is_not_entered(self):
        given_up = self.watch.report()["givenUp"]
        self.hang("vm3")
        self.wait_for(lambda samples: "process" in samples["vm3"].get("message", ""), "word of the stopped process")
        before = self.watch.sample("vm3")["takenAt"]
        self.wait_passes(3)
        sample = self.watch.sample("vm3")
        self.assertGreater(sample["takenAt"], before)
        self.assertTrue(sample["monitorSkipped"])
        self.assertEqual(sample["state"], libvirt.VIR_DOMAIN_RUNNING)
        self.assertIn("interfaces", sample)
        self.assertNotIn("balloon", sample)
        self.wait_whole(self.others())
        report = self.watch.report()
        self.assertEqual(report["quarantined"], 1)
        self.assertLessEqual(report["givenUp"] - given_up, 1)  # it may have been stopped in mid-call
        self.heal()
        self.wait_whole(self.domains)
        self.assertEqual(self.watch.report()["quarantined"], 0)

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
        self.assertEqual(self.watch.report()["hanging"], 0)

    def test_domain_goes_and_comes(self):
        self.domains.pop("vm2").destroy()
        self.wait_passes(1)
        self.assertEqual(self.watch.report()["domains"], N_DOMAINS - 1)
        self.assertEqual(self.watch.report()["bisections"], 0)
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
        self.assertGreaterEqual(self.watch.report()["reconnects"], 1)

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


class OnAnotherHost(WithSampler):
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
        self.wait_whole(self.others())
        self.wait_passes(6)  # beyond the first retry, were it not still occupied
        self.assertEqual(self.watch.report()["givenUp"], given_up)
        self.assertTrue(self.watch.sample("vm3")["monitorSkipped"])
        self.assertLess(self.watch.sample("vm3")["age"], 10 * PERIOD)
        late = self.watch.report()["late"]
        self.heal()
        self.wait_whole(self.domains)
        self.assertGreater(self.watch.report()["late"], late)
        self.assertEqual(self.watch.report()["hanging"], 0)

    def test_all_calls_are_kept(self):
        self.hang(*[f"vm{number}" for number in range(1, N_DOMAINS)])
        self.wait_for(lambda _: self.watch.report()["hanging"] == 3, "three calls that hang")
        self.wait_passes(2)
        self.assertEqual(self.watch.report()["hanging"], 3)
        sample = self.watch.sample("vm0")
        self.assertTrue(sample["monitorSkipped"])
        self.assertIn("as many calls as may be", sample["message"])
        self.heal()
        self.wait_whole(self.domains)


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
