#!/usr/bin/python3
"""The poller with a real libvirt and a real guest agent; the program agent-watch is its host."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import unittest

import libvirt
import rig
import tap

BOOT_TIMEOUT = 60  # seconds, under software emulation and load
NAME = "polled"
WATCH = os.environ["VMISTATE_AGENT_WATCH"]


def note(text):
    print(f"# {text}", flush=True)


class Watch:
    """agent-watch and what it said: (seconds since it began, object)."""

    def __init__(self, uri):
        command = [WATCH, uri, NAME]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self._began = time.monotonic()
        self.lines = []
        threading.Thread(target=self._read, daemon=True).start()
        self.wait(lambda line: line.get("event") == "ready", 10, "agent-watch")

    def _read(self):
        for line in self._process.stdout:
            self.lines.append((time.monotonic() - self._began, json.loads(line)))

    def mark(self):
        return len(self.lines)

    def find(self, predicate, mark=0):
        return next((entry for entry in self.lines[mark:] if predicate(entry[1])), None)

    def wait(self, predicate, timeout, what, mark=0):
        return rig.wait_for(lambda: self.find(predicate, mark), timeout, what)

    def reply(self, command, timeout=20, mark=0, error=None):
        """When the reply to COMMAND came, and the reply."""

        def fits(line):
            reply = line.get("agentReply", {})
            return reply.get("command") == command and reply.get("error") == error

        when, line = self.wait(fits, timeout, f"{command} (error: {error})", mark)
        return when, line["agentReply"]

    def event(self, name, state, mark=0, timeout=BOOT_TIMEOUT):
        return self.wait(
            lambda line: line.get("event") == name and line.get("state") == state, timeout, f"{name} {state}", mark
        )

    def ping(self, msec):
        """Microseconds, or None; and the seconds that the whole took."""
        mark = self.mark()
        began = time.monotonic()
        self._process.stdin.write(f"ping {msec}\n")
        self._process.stdin.flush()
        _, line = self.wait(lambda line: "ping" in line, msec / 1000 + 5, "the ping", mark)
        return line["ping"], time.monotonic() - began

    def close(self):
        _, errors = self._process.communicate(timeout=60)
        return self._process.returncode, errors


class Agent(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = rig.PrivateLibvirtd(rig.guest_directory())
        cls.addClassCleanup(cls.daemon.close)
        disk = rig.make_disk(cls.daemon.directory / "disk.img")
        cls.watch = Watch(cls.daemon.uri)
        cls.addClassCleanup(cls.watch.close)
        cls.connection = libvirt.open(cls.daemon.uri)
        cls.addClassCleanup(cls.connection.close)
        cls.domain = cls.connection.createXML(rig.domain_xml(NAME, rig.guest_directory(), "--disk", disk))

    def test_1_first_round(self):
        connected, _ = self.watch.event("agent", 1)
        answers = {}
        for command in (
            "guest-info",
            "guest-get-osinfo",
            "guest-get-host-name",
            "guest-network-get-interfaces",
            "guest-get-timezone",
            "guest-get-fsinfo",
            "guest-get-users",
            "guest-fsfreeze-status",
        ):
            when, answers[command] = self.watch.reply(command)
            note(f"{when - connected:.3f} s after the channel opened: {json.dumps(answers[command])[:300]}")
            self.assertLess(when - connected, 2)
        self.assertIn({"name": "guest-ping", "enabled": True}, answers["guest-info"]["commands"])
        self.assertEqual(answers["guest-get-osinfo"]["os"]["id"], "vmistate-test-guest")
        self.assertEqual(answers["guest-get-host-name"]["hostname"], NAME)
        self.assertEqual(answers["guest-get-timezone"]["timezone"]["offset"], 19800)
        self.assertEqual(answers["guest-get-users"]["users"][0]["userName"], "tester")
        self.assertEqual(answers["guest-fsfreeze-status"]["fsfreezeStatus"], "thawed")
        [data] = [fs for fs in answers["guest-get-fsinfo"]["filesystems"] if fs["mountPoint"] == "/data"]
        # Without udev in the guest the agent does not know the serial number.
        self.assertEqual(data["disk"], [{"busType": "virtio"}])
        self.assertGreater(data["totalBytes"], data["usedBytes"])
        [eth0] = [one for one in answers["guest-network-get-interfaces"]["interfaces"] if one["name"] == "eth0"]
        self.assertIn({"type": "ipv4", "address": "10.0.2.15", "prefix": 24}, eth0["addresses"])
        self.assertTrue(eth0["hardwareAddress"].startswith("52:54:00:"))
        # This agent is older than the command: it is told, but not asked.
        _, load = self.watch.reply("guest-get-load", error="unsupported")
        note(json.dumps(load))

    def test_2_ping(self):
        elapsed, _ = self.watch.ping(3000)
        note(f"guest-ping took {elapsed} µs")
        self.assertGreater(elapsed, 0)
        self.assertLess(elapsed, 3000000)

    def test_3_freeze(self):
        rig.agent_command(self.domain, "guest-fsfreeze-freeze")
        mark = self.watch.mark()
        self.watch.wait(
            lambda line: line.get("agentReply", {}).get("fsfreezeStatus") == "frozen", 12, "frozen", mark
        )
        mark = self.watch.mark()
        # Users would be asked within 11 s, and refused with an error.
        time.sleep(12)
        commands = {line["agentReply"]["command"] for _, line in self.watch.lines[mark:] if "agentReply" in line}
        note(f"asked while frozen: {commands}")
        self.assertEqual(commands, {"guest-fsfreeze-status"})
        rig.agent_command(self.domain, "guest-fsfreeze-thaw")
        self.watch.reply("guest-info", mark=mark)
        self.watch.reply("guest-get-users", mark=mark)

    def test_4_stopped_process(self):
        pid = self.daemon.qemu_pid(NAME)
        os.kill(pid, signal.SIGSTOP)
        mark = self.watch.mark()
        try:
            elapsed, took = self.watch.ping(1500)
            note(f"ping of a stopped process given up after {took:.2f} s")
            self.assertIsNone(elapsed)
            self.assertLess(took, 2.5)
            self.watch.reply("guest-ping", timeout=40, mark=mark, error="timeout")
        finally:
            os.kill(pid, signal.SIGCONT)
        continued = self.watch.mark()
        failed = [(round(when, 1), line["agentReply"]) for when, line in self.watch.lines[mark:] if "agentReply" in line]
        note(json.dumps(failed))
        self.assertTrue(all(reply.get("error") == "timeout" for _, reply in failed[1:]))
        self.watch.reply("guest-ping", timeout=60, mark=continued)
        self.watch.reply("guest-get-users", mark=continued)

    def test_5_agent_comes_back(self):
        mark = self.watch.mark()
        rig.agent_command(self.domain, "guest-exec", path="/bin/sh", arg=["-c", "sleep 0.2; kill $(pidof qemu-ga)"])
        gone, _ = self.watch.event("agent", 2, mark)
        again = self.watch.mark()
        back, _ = self.watch.event("agent", 1, again)
        asked = [when for when, line in self.watch.lines[again:] if "agentReply" in line and when < back]
        self.assertEqual(asked, [])
        when, _ = self.watch.reply("guest-get-osinfo", mark=again)
        note(f"agent gone for {back - gone:.1f} s, known again {when - back:.3f} s after")

    def test_6_reboot(self):
        mark = self.watch.mark()
        self.domain.reboot(libvirt.VIR_DOMAIN_REBOOT_GUEST_AGENT)
        self.watch.event("reboot", 0, mark)
        again = self.watch.mark()
        back, _ = self.watch.event("agent", 1, again)
        when, reply = self.watch.reply("guest-get-osinfo", mark=again)
        events = [(round(at, 3), line) for at, line in self.watch.lines[mark:] if "event" in line]
        note(f"{events}, known again {when - back:.3f} s after the channel opened")
        self.assertEqual(reply["os"]["id"], "vmistate-test-guest")
        failed = [line for _, line in self.watch.lines[mark:] if "error" in line.get("agentReply", {})]
        note(f"failed around the reboot: {failed}")

    def test_7_end(self):
        status, errors = self.watch.close()
        self.assertEqual(status, 0)
        self.assertEqual(errors, "")


if __name__ == "__main__":
    rig.reexec_without_kvm(rig.guest_directory())
    tap.main()
