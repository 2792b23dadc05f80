#!/usr/bin/python3
"""The sampler against a private libvirtd with many real, paused QEMU processes.

    sampler.py WATCH

WATCH is the program bench-sampler. Prints one JSON line per figure, as tests/bench/run does. Needs root. The peers run
in the same minutes: `virsh domstats`, one bulk call on an open connection, and Debian's prometheus-libvirt-exporter,
which is left out where it is not installed.

    VMISTATE_BENCH_DOMAINS   how many QEMU processes; 100 when not given
    VMISTATE_BENCH_SECONDS   how long threads, fds and memory are watched while hypervisors hang; 30 when not given, 600 in a full run
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "live"))
import libvirt  # noqa: E402
import rig  # noqa: E402

N_DOMAINS = int(os.environ.get("VMISTATE_BENCH_DOMAINS", "100"))
SECONDS = float(os.environ.get("VMISTATE_BENCH_SECONDS", "30"))
STEPS = (1, 5, 20)  # hypervisors stopped at once
ROUNDS = 7
PERIOD = 5.0  # seconds
DEADLINE = 2.0
TIMEOUT = 90
PEER_TIMEOUT = 8
CALL_TIMEOUT = 5
DISK_MIB = 1

TAP = "<interface type='ethernet'><model type='virtio'/><rom enabled='no'/></interface>"


def note(text):
    print(f"# {text}", file=sys.stderr, flush=True)


def figure(metric, value, unit, peer=None, peer_value=None):
    line = {"bench": "sampler", "metric": metric, "value": value, "unit": unit, "peer": peer, "peer_value": peer_value}
    line["ratio"] = round(value / peer_value, 4) if peer_value else None
    print(json.dumps(line), flush=True)


class Watch:
    """The program that samples; `last` is the last line that it printed."""

    def __init__(self, program, uri, period, *options):
        command = [program, uri, str(int(period * 1000)), str(int(DEADLINE * 1000)), *options]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.last, self.lines = {}, []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self._process.stdout:
            self.last = json.loads(line)
            self.lines.append((time.monotonic(), self.last))

    def passes(self):
        return self.last.get("report", {}).get("passes", 0)

    def next_pass(self):
        """Waits until another pass has ended."""
        before = self.passes()
        rig.wait_for(lambda: self.passes() > before, TIMEOUT, "a pass")

    def since(self, moment):
        return [line for when, line in self.lines if when >= moment]

    def close(self):
        self._process.stdin.close()
        try:
            self._process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()


class Exporter:
    """Debian's exporter, or nothing."""

    PROGRAM = "prometheus-libvirt-exporter"

    def __init__(self, uri):
        self._process = None
        if shutil.which(self.PROGRAM) is None:
            note(f"{self.PROGRAM} is not installed: no figures of it")
            return
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        command = [self.PROGRAM, f"--web.listen-address=127.0.0.1:{self._port}", f"--libvirt.uri={uri}"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1)

    def scrape(self):
        """(seconds, for how many domains there were numbers); None without exporter."""
        if self._process is None:
            return None
        began = time.monotonic()
        text = ""
        with contextlib.suppress(OSError):
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/metrics", timeout=PEER_TIMEOUT) as answer:
                text = answer.read().decode()
        return time.monotonic() - began, text.count("\nlibvirt_domain_info_virtual_cpus{")

    def close(self):
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def start_domains(daemon, connection):
    guest = rig.guest_directory()
    for number in range(N_DOMAINS):
        disk = daemon.directory / f"disk{number}"
        with open(disk, "wb") as image:
            image.truncate(DISK_MIB << 20)
        xml = rig.domain_xml(f"vm{number}", guest, "--paused-tiny", "--vcpus", 2, "--disk", disk)
        connection.createXML(xml.replace("</devices>", f"{TAP}</devices>"), libvirt.VIR_DOMAIN_START_PAUSED)
        if number % 20 == 19:
            note(f"{number + 1} domains")


def timed(function):
    began = time.monotonic()
    function()
    return time.monotonic() - began


def measure_speed(daemon, program, connection):
    """How long a full sample takes, with `virsh domstats` and one bulk call in turn."""
    watch = Watch(program, daemon.uri, period=3.0)
    ours, virsh, bulk = [], [], []
    values = 0
    watch.next_pass()
    try:
        for _ in range(ROUNDS):
            watch.next_pass()
            report = watch.last["report"]
            ours.append((report["surveyUsec"] + max(report["cheapUsec"], report["monitorUsec"])) / 1e6)
            command = ["virsh", "-q", "-c", daemon.uri, "domstats"]
            virsh.append(timed(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)))
            bulk.append(timed(lambda: connection.getAllDomainStats(0)))
        values = sum(len(params) for _, params in connection.getAllDomainStats(0))
        note(f"{values} values; ours {ours}; virsh {virsh}; bulk {bulk}")
        first = watch.last
        time.sleep(10 * 3.0)
        watch.next_pass()
        passes = watch.passes() - first["report"]["passes"]
        cpu = (watch.last["cpuSeconds"] - first["cpuSeconds"]) / passes
    finally:
        watch.close()
    figure("values in a full sample", values, "values")
    figure("full sample", statistics.median(ours), "s", "virsh domstats", statistics.median(virsh))
    figure("full sample", statistics.median(ours), "s", "one bulk call on an open connection", statistics.median(bulk))
    figure("processor time per sample", cpu * 1000, "ms", "the most it should be", 20)


def cheap_call(daemon):
    """How long another client waits for the states of all domains; None if it waits in vain."""
    command = ["virsh", "-q", "-c", daemon.uri, "domstats", "--state"]
    try:
        return timed(
            lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=CALL_TIMEOUT)
        )
    except subprocess.TimeoutExpired:
        return None


def kill_all(daemon, names, number):
    for name in names:
        os.kill(daemon.qemu_pid(name), number)


def measure_hanging(daemon, watch, n):
    names = [f"vm{number * N_DOMAINS // n}" for number in range(n)]
    watch.next_pass()
    time.sleep(PERIOD / 3)
    began = time.monotonic()
    kill_all(daemon, names, signal.SIGSTOP)
    try:
        time.sleep(3 * PERIOD)
        calls = [cheap_call(daemon) for _ in range(3)]
        lines = watch.since(began)
        others = [line["vms"][name] for line in lines for name in line["vms"] if name not in names]
        stopped = [line["vms"][name][0] for line in lines for name in names]
        report = watch.last["report"]
        exporter = Exporter(daemon.uri)
        try:
            peer = exporter.scrape()
        finally:
            exporter.close()
    finally:
        kill_all(daemon, names, signal.SIGCONT)
    healed_from = time.monotonic()
    rig.wait_for(
        lambda: all(watch.last["vms"][name][1] < time.monotonic() - healed_from for name in names), TIMEOUT, "healing"
    )
    healed = time.monotonic() - healed_from
    what = f"{n} stopped"
    figure(f"{what}: oldest sample of the others", max(age for age, _ in others), "s", "two periods", 2 * PERIOD)
    figure(f"{what}: their oldest whole sample", max(age for _, age in others), "s", "two periods", 2 * PERIOD)
    figure(f"{what}: oldest sample of the stopped", max(stopped), "s", "two periods", 2 * PERIOD)
    figure(f"{what}: calls that hang", report["hanging"], "calls", "the most there may be", 3)
    figure(f"{what}: VMs in quarantine", report["quarantined"], "VMs")
    if None in calls:
        note(f"{what}: another client got no answer in {CALL_TIMEOUT} s")
    figure(f"{what}: another client's cheap call", max(call or CALL_TIMEOUT for call in calls), "s")
    if peer is not None:
        sampled = sum(1 for age, _ in watch.last["vms"].values() if age < 2 * PERIOD)
        figure(f"{what}: VMs with fresh numbers", sampled, "VMs", f"{Exporter.PROGRAM}, in {peer[0]:.1f} s", peer[1])
    figure(f"{what}: all whole again after", healed, "s", "two periods", 2 * PERIOD)


def measure_leaks(daemon, watch):
    names = [f"vm{number}" for number in range(min(20, N_DOMAINS))]
    began = time.monotonic()
    before = watch.last
    while time.monotonic() - began < SECONDS:
        kill_all(daemon, names, signal.SIGSTOP)
        time.sleep(min(2 * PERIOD, SECONDS / 2))
        kill_all(daemon, names, signal.SIGCONT)
        time.sleep(PERIOD)
    lines = watch.since(began)
    for what, unit, scale in (("threads", "threads", 1), ("fds", "fds", 1), ("rssBytes", "MiB", 1 << 20)):
        seen = [line[what] / scale for line in lines]
        was = before[what] / scale
        figure(f"most {what} in {SECONDS:.0f} s of hanging", max(seen), unit, "before", was)
        figure(f"{what} after {SECONDS:.0f} s of hanging", seen[-1], unit, "before", was)


def main():
    program = sys.argv[1]
    libvirt.registerErrorHandler(lambda *_: None, None)
    with rig.PrivateLibvirtd(rig.guest_directory()) as daemon, libvirt.open(daemon.uri) as connection:
        start_domains(daemon, connection)
        measure_speed(daemon, program, connection)
        watch = Watch(program, daemon.uri, PERIOD, "with-libvirt-source")
        try:
            watch.next_pass()
            for n in STEPS:
                measure_hanging(daemon, watch, min(n, N_DOMAINS // 2))
            measure_leaks(daemon, watch)
        finally:
            watch.close()


if __name__ == "__main__":
    rig.reexec_without_kvm(rig.guest_directory())
    main()
