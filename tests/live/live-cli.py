#!/usr/bin/python3
"""The program `vmistate` against a libvirtd of the test's own. $VMISTATE_CLI names the program."""

import json
import os
import re
import signal
import subprocess
import tempfile
import time
import unittest

import libvirt
import rig
import rig_events
import tap

CLI = os.environ.get("VMISTATE_CLI", "vmistate")
BOOT_TIMEOUT = 90  # seconds
CLI_TIMEOUT = 60

DONE, NOT_FOUND, WRONG_USE, NO_CONNECTION = range(4)

# A recording of one VMI that runs.
RECORDING = """\
{"source":"host","observedAt":"2026-01-01T00:00:00Z","sourceReport":{"state":"LIVE"}}
{"source":"host","name":"replayed","uid":"1","observedAt":"2026-01-01T00:00:00Z","domain":{"name":"replayed"}}
{"source":"host","name":"replayed","uid":"1","observedAt":"2026-01-01T00:00:00Z","domainState":{"state":1,"reason":1}}
"""


def run(*arguments):
    return subprocess.run([CLI, *arguments], capture_output=True, text=True, timeout=CLI_TIMEOUT)


def setUpModule():
    """A guest whose agent answers, and one that has no agent."""
    WithGuest.daemon = rig.PrivateLibvirtd(rig.guest_directory())
    unittest.addModuleCleanup(WithGuest.daemon.close)
    disk = rig.make_disk(WithGuest.daemon.directory / "disk.img")
    WithGuest.connection = libvirt.open(WithGuest.daemon.uri)
    unittest.addModuleCleanup(WithGuest.connection.close)
    log = rig_events.EventLog(WithGuest.connection)
    WithGuest.domains = {
        name: WithGuest.connection.createXML(rig.domain_xml(name, rig.guest_directory(), *options))
        for name, options in (("guest", ["--disk", disk]), ("tiny", ["--paused-tiny"]))
    }
    rig.wait_for(lambda: log.said("agent connected"), BOOT_TIMEOUT, "the guest's agent")


class WithGuest(unittest.TestCase):
    def run_here(self, *arguments, status=DONE):
        """What the program prints; checks its exit STATUS and that it complains exactly when it fails, in one line."""
        ran = run("-c", self.daemon.uri, *arguments)
        self.assertEqual(ran.returncode, status, ran.stderr)
        self.assertEqual(ran.stderr.count("\n"), 0 if status == DONE else 1, ran.stderr)
        return ran.stdout

    def json_here(self, *arguments):
        return json.loads(self.run_here(*arguments))


class Showing(WithGuest):
    def test_list(self):
        header, *rows = self.run_here("list").splitlines()
        self.assertEqual(header.split(), "NAMESPACE NAME PHASE READY AGENT IP NODE AGE HEALTH".split())
        self.assertEqual([row.split()[:5] for row in rows], [
            ["default", "guest", "Running", "True", "Connected"],
            ["default", "tiny", "Running", "True", "NotConfigured"],
        ])  # fmt: skip
        self.assertIn("10.0.2.15", rows[0])

    def test_list_json(self):
        names = [item["metadata"]["name"] for item in self.json_here("list", "-o", "json")["items"]]
        self.assertEqual(names, ["guest", "tiny"])

    def test_get_json(self):
        vmi = self.json_here("get", "guest", "-o", "json")
        self.assertEqual((vmi["apiVersion"], vmi["kind"]), ("kubevirt.io/v1", "VirtualMachineInstance"))
        self.assertEqual(vmi["metadata"]["name"], "guest")
        self.assertEqual(vmi["status"]["phase"], "Running")
        self.assertEqual(vmi["status"]["guestOSInfo"]["id"], "vmistate-test-guest")
        conditions = {condition["type"]: condition["status"] for condition in vmi["status"]["conditions"]}
        self.assertEqual(conditions, {"Ready": "True", "AgentConnected": "True"})

    def test_get(self):
        text = self.run_here("get", "default/guest")
        self.assertRegex(text, r"Phase +Running")
        self.assertRegex(text, r"Guest OS +vmistate test guest")

    def test_subresources(self):
        self.assertEqual(self.json_here("guestosinfo", "guest")["os"]["id"], "vmistate-test-guest")
        self.assertEqual([user["userName"] for user in self.json_here("userlist", "guest")["items"]], ["tester"])
        self.assertIn("/data", [disk["mountPoint"] for disk in self.json_here("filesystemlist", "guest")["items"]])

    def test_ping(self):
        self.assertRegex(self.run_here("ping", "guest"), r"^default/guest: answered in [0-9.]+ ms\n$")
        self.domains["guest"].suspend()
        try:
            self.assertIn("paused by user", self.run_here("ping", "guest"))
        finally:
            self.domains["guest"].resume()
        self.run_here("ping", "tiny", status=NOT_FOUND)


class Watching(WithGuest):
    def test_watch(self):
        with tempfile.TemporaryFile("w+") as output:
            program = subprocess.Popen([CLI, "-c", self.daemon.uri, "watch", "tiny", "-o", "json"], stdout=output)

            def lines():
                output.seek(0)
                return [json.loads(line) for line in output.read().splitlines(keepends=True) if line.endswith("\n")]

            def wait_for_ready(status):
                def is_so():
                    ready = [condition["status"] for condition in lines()[-1]["object"]["status"]["conditions"]
                             if condition["type"] == "Ready"] if lines() else None  # fmt: skip
                    return ready == [status]

                rig.wait_for(is_so, CLI_TIMEOUT, f"Ready {status}")

            wait_for_ready("True")
            for change, status in ((self.domains["tiny"].suspend, "False"), (self.domains["tiny"].resume, "True")):
                change()
                wait_for_ready(status)
            program.send_signal(signal.SIGINT)
            self.assertEqual(program.wait(CLI_TIMEOUT), DONE)
            told = lines()
        self.assertEqual([line["type"] for line in told[:1]], ["ADDED"])
        self.assertEqual({line["type"] for line in told[1:]}, {"MODIFIED"})
        self.assertEqual({line["object"]["metadata"]["name"] for line in told}, {"tiny"})
        self.assertTrue(all(line["changed"] for line in told[1:]))

    def test_hung_hypervisor_does_not_keep_it(self):
        pid = self.daemon.qemu_pid("tiny")
        os.kill(pid, signal.SIGSTOP)
        try:
            began = time.monotonic()
            self.assertRegex(self.run_here("list"), "tiny +Running")
            print(f"# list took {time.monotonic() - began:.1f} s beside a hung QEMU", flush=True)
        finally:
            os.kill(pid, signal.SIGCONT)


class Refusing(WithGuest):
    def test_not_found(self):
        for command in ("get", "ping", "guestosinfo"):
            self.assertEqual(self.run_here(command, "nobody", status=NOT_FOUND), "")
        self.run_here("guestosinfo", "tiny", status=NOT_FOUND)

    def test_wrong_use(self):
        for arguments in (["no-such-command"], ["get"], ["list", "too", "many"], ["get", "guest", "-o", "yaml"], []):
            self.assertEqual(self.run_here(*arguments, status=WRONG_USE), "")

    def test_no_connection(self):
        ran = run("-c", f"qemu+unix:///system?socket={self.daemon.directory}/none", "--timeout", "2", "list")
        self.assertEqual((ran.returncode, ran.stdout), (NO_CONNECTION, ""))
        self.assertTrue(re.fullmatch("vmistate: .*\n", ran.stderr), ran.stderr)


class Replaying(unittest.TestCase):
    def test_replay(self):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as recording:
            recording.write(RECORDING)
            recording.flush()
            ran = run("--replay", recording.name, "list")
            self.assertEqual((ran.returncode, ran.stderr), (DONE, ""))
            self.assertRegex(ran.stdout, r"(?m)^default +replayed +Running ")
        self.assertEqual(run("--replay", "/nonexistent", "list").returncode, NOT_FOUND)


if __name__ == "__main__":
    # Errors come as exceptions; libvirt would print each once more.
    libvirt.registerErrorHandler(lambda *_: None, None)
    rig_events.run_event_loop()
    tap.main()
