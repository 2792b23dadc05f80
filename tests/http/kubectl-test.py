#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What kubectl shows of a server, as people use it."""

import json
import subprocess
import tempfile
import unittest

import tap
from served import DEADLINE, PAUSED, RUNNING, SHUTOFF, Served, domain, source, state

VMIS = "/apis/kubevirt.io/v1/virtualmachineinstances"


class Kubectl(unittest.TestCase):
    def setUp(self):
        self.server = self.enterContext(Served())
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        self.server.wait_for(VMIS, lambda answer: len(answer.json["items"]) == 7)

    def command(self, *arguments):
        return ["kubectl", "--server", self.server.url, "--kubeconfig", "/dev/null",
                "--cache-dir", self.home, *arguments]

    def run_it(self, *arguments):
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=DEADLINE,
                              check=False)

    def kubectl(self, *arguments):
        result = self.run_it(*arguments)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return result.stdout

    def test_get_all(self):
        lines = self.kubectl("get", "vmi", "-A").splitlines()
        self.assertEqual(lines[0].split(),
                         ["NAMESPACE", "NAME", "AGE", "PHASE", "IP", "NODENAME", "READY"])
        self.assertEqual(len(lines), 8)
        web = lines[-1].split()
        self.assertEqual([*web[:2], *web[3:]], ["prod", "web", "Running", "192.0.2.7", "node-1", "True"])

    def test_get_wide(self):
        self.assertEqual(self.kubectl("get", "vmi", "-A", "-o", "wide").splitlines()[0].split()[-2:],
                         ["LIVE-MIGRATABLE", "PAUSED"])

    def test_get_one(self):
        text = self.kubectl("get", "virtualmachineinstance", "web", "-n", "prod", "-o", "yaml")
        self.assertIn("kind: VirtualMachineInstance\n", text)
        self.assertIn("  phase: Running\n", text)
        one = json.loads(self.kubectl("get", "vmis", "web", "-n", "prod", "-o", "json"))
        self.assertEqual(one["metadata"]["namespace"], "prod")

    def test_get_selected(self):
        lines = self.kubectl("get", "vmi", "-A", "--field-selector", "metadata.name=web", "-o", "name")
        self.assertEqual(lines, "virtualmachineinstance.kubevirt.io/web\n")

    def test_get_labelled(self):
        text = self.kubectl("get", "vmi", "-A", "-l", "app in (shop,other),!none", "-o", "name")
        self.assertEqual(text, "virtualmachineinstance.kubevirt.io/labelled\n")
        self.assertIn("app=shop", self.kubectl("get", "vmi", "-n", "lab", "--show-labels"))

    def test_get_in_pages(self):
        self.assertEqual(len(self.kubectl("get", "vmi", "-A", "--chunk-size=2").splitlines()), 8)

    def test_get_unknown(self):
        result = self.run_it("get", "vmi", "nobody", "-n", "prod")
        self.assertEqual((result.returncode, result.stderr),
                         (1, 'Error from server (NotFound): virtualmachineinstances.kubevirt.io "nobody" '
                             "not found\n"))

    def test_describe(self):
        text = self.kubectl("describe", "vmi", "web", "-n", "prod")
        self.assertIn("Kind:         VirtualMachineInstance\n", text)
        self.assertIn("Running", text)

    def test_raw(self):
        body = self.kubectl("get", "--raw", "/apis/subresources.kubevirt.io/v1/namespaces/prod/"
                                            "virtualmachineinstances/web/guestosinfo")
        self.assertEqual(json.loads(body)["guestAgentVersion"], "9.2.0")

    def test_api_resources(self):
        text = self.kubectl("api-resources", "--api-group=kubevirt.io")
        self.assertIn("virtualmachineinstances", text)
        self.assertIn("vmi,vmis", text)

    def test_watch(self):
        self.server.tell(source(), domain("a", "u-a"), state("a", "u-a", 2, RUNNING))
        self.server.wait_for(VMIS, lambda answer: len(answer.json["items"]) == 8)
        with subprocess.Popen(self.command("get", "vmi", "-n", "shop", "-w", "--no-headers"),
                              stdout=subprocess.PIPE, text=True) as process:
            self.assertEqual(process.stdout.readline().split()[0], "a")
            self.server.tell(state("a", "u-a", 3, PAUSED))
            line = process.stdout.readline().split()
            while line[-1] != "False":
                line = process.stdout.readline().split()
            self.assertEqual((line[0], line[2]), ("a", "Running"))
            self.server.tell(state("a", "u-a", 4, SHUTOFF, gone=True))
            self.assertTrue(process.stdout.readline())
            process.terminate()


if __name__ == "__main__":
    tap.main()
