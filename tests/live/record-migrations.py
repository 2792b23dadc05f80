#!/usr/bin/python3
"""Records the facts of real migrations, as both ends tell them, for tests that replay them.

Usage: record-migrations.py LIBVIRT_WATCH DIRECTORY [SCENARIO]…

LIBVIRT_WATCH is the program of tests/sources. Each scenario becomes DIRECTORY/migration-SCENARIO.jsonl. What differs
from one recording to the next without meaning anything (sockets, UUIDs, the date) is made the same.
"""

import datetime
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import libvirt
import rig
import rig_events
from rig_migration import TwoHosts

BOOT_TIMEOUT = 90  # seconds
AFTERWARDS = 6  # seconds for the last facts
NAME = "mover"
UUID = "5f1c8a52-0c1e-4c55-9d7e-6d6f76657231"
EPOCH = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.timezone.utc)
SLOW, MODERATE = 10, 40  # MiB per second
HALF_WAY = 25 << 20  # bytes
TIME = re.compile(r'"(observedAt|startedAt|since)":"([^"]+)"')


class Recording:
    """All facts of the two hosts from its making until close()."""

    def __init__(self, program, hosts):
        self.hosts = hosts
        self.facts = []
        self._watch = subprocess.Popen(
            [program, *(node.uri for node in hosts.nodes)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._reader = threading.Thread(target=lambda: self.facts.extend(self._watch.stdout), daemon=True)
        self._reader.start()

    def said(self, *words):
        return any(all(word in line for word in words) for line in list(self.facts))

    def wait_for(self, *words, timeout=BOOT_TIMEOUT):
        rig.wait_for(lambda: self.said(*words), timeout, f"a fact with {words}")

    def close(self):
        self._watch.stdin.close()
        self._watch.wait(BOOT_TIMEOUT)
        self._reader.join()

    def lines(self):
        text = "".join(self.facts)
        for node, name in zip(self.hosts.nodes, ("node-a", "node-b")):
            text = text.replace(node.uri, f"qemu+ssh://{name}/system").replace(str(node.directory), f"/{name}")
        offset = EPOCH - parse(TIME.search(text)[2])
        return TIME.sub(lambda found: f'"{found[1]}":"{print_time(parse(found[2]) + offset)}"', text)


def parse(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def print_time(moment):
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


# The scenarios: called with the guest up on the first host and its agent known


def success(hosts):
    assert hosts.migrate(hosts.nodes[0], NAME, bandwidth=MODERATE).wait() is None


def quick(hosts):
    assert hosts.migrate(hosts.nodes[0], NAME).wait() is None


def back(hosts):
    first, second = hosts.nodes
    assert hosts.migrate(first, NAME, bandwidth=MODERATE).wait() is None
    time.sleep(AFTERWARDS)
    assert hosts.migrate(second, NAME, bandwidth=MODERATE).wait() is None


def postcopy(hosts):
    first = hosts.nodes[0]
    migration = hosts.migrate(first, NAME, bandwidth=SLOW, flags=libvirt.VIR_MIGRATE_POSTCOPY)
    hosts.wait_for_bytes(first, NAME, HALF_WAY)
    hosts.domain(first, NAME).migrateStartPostCopy()
    assert migration.wait() is None


def aborted(hosts):
    first = hosts.nodes[0]
    migration = hosts.migrate(first, NAME, bandwidth=SLOW)
    hosts.wait_for_bytes(first, NAME, HALF_WAY)
    hosts.domain(first, NAME).abortJob()
    assert migration.wait() is not None


def target_dies(hosts):
    first, second = hosts.nodes
    migration = hosts.migrate(first, NAME, bandwidth=SLOW)
    hosts.wait_for_bytes(first, NAME, HALF_WAY)
    hosts.kill_qemu(second, NAME)
    assert migration.wait() is not None


def source_dies(hosts):
    first = hosts.nodes[0]
    migration = hosts.migrate(first, NAME, bandwidth=SLOW)
    hosts.wait_for_bytes(first, NAME, HALF_WAY)
    hosts.kill_qemu(first, NAME)
    assert migration.wait() is not None


def source_daemon_killed_at_end(hosts):
    first, second = hosts.nodes
    hosts.kill_on_arrival(second, first.daemon_pid)
    hosts.migrate(first, NAME, bandwidth=MODERATE).wait()
    first.kill()
    time.sleep(AFTERWARDS)
    first.start()
    time.sleep(AFTERWARDS)


def source_qemu_killed_at_end(hosts):
    first, second = hosts.nodes
    hosts.kill_on_arrival(second, first.qemu_pid(NAME))
    hosts.migrate(first, NAME, bandwidth=MODERATE).wait()


SCENARIOS = [success, quick, back, postcopy, aborted, target_dies, source_dies, source_daemon_killed_at_end,
             source_qemu_killed_at_end]  # fmt: skip


def record(program, directory, scenario):
    guest = rig.guest_directory()
    with TwoHosts(guest) as hosts:
        xml = rig.domain_xml(NAME, guest).replace("<memory", f"<uuid>{UUID}</uuid><memory", 1)
        recording = Recording(program, hosts)
        try:
            recording.wait_for(hosts.nodes[0].uri, '"LIVE"')
            recording.wait_for(hosts.nodes[1].uri, '"LIVE"')
            hosts.connection(hosts.nodes[0]).createXML(xml)
            recording.wait_for('"guest-network-get-interfaces"', "10.0.2.15")
            scenario(hosts)
            time.sleep(AFTERWARDS)
        finally:
            recording.close()
        name = scenario.__name__.replace("_", "-")
        (directory / f"migration-{name}.jsonl").write_text(recording.lines())
        print(f"{name}: {len(recording.facts)} facts", flush=True)


def main():
    program, directory, *names = sys.argv[1:]
    for scenario in SCENARIOS:
        if not names or scenario.__name__.replace("_", "-") in names:
            record(program, Path(directory), scenario)


if __name__ == "__main__":
    rig.reexec_without_kvm(rig.guest_directory())
    # Errors come as exceptions; libvirt would print each once more.
    libvirt.registerErrorHandler(lambda *_: None, None)
    rig_events.run_event_loop()
    main()
