#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What is answered to whom: one VMI, lists, selectors, pages, subresources, refusals."""

import gzip
import os
import pathlib
import socket
import stat
import subprocess
import tempfile
import unittest
import urllib.parse

import tap
from served import DEADLINE, PAUSED, PROGRAM, RUNNING, Served, domain, source, state

VMIS = "/apis/kubevirt.io/v1/virtualmachineinstances"
ONE = "/apis/kubevirt.io/v1/namespaces/{}/virtualmachineinstances/{}"
SUB = "/apis/subresources.kubevirt.io/{}/namespaces/{}/virtualmachineinstances/{}/{}"
TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"


def names(answer):
    return [item["metadata"]["name"] for item in answer.json["items"]]


class Api(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served().__enter__()
        cls.server.wait_for(VMIS, lambda answer: len(answer.json["items"]) == 7)

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def refused(self, path, code, reason, message, **request):
        answer = self.server.get(path, **request)
        self.assertEqual(answer.code, code, answer.body)
        self.assertEqual(answer.headers["Content-Type"], "application/json")
        status = answer.json
        self.assertEqual((status["kind"], status["apiVersion"], status["status"]), ("Status", "v1", "Failure"))
        self.assertEqual((status["code"], status["reason"]), (code, reason))
        self.assertIn(message, status["message"])

    def test_one(self):
        vmi = self.server.get(ONE.format("prod", "web")).json
        self.assertEqual(vmi["kind"], "VirtualMachineInstance")
        self.assertEqual(vmi["apiVersion"], "kubevirt.io/v1")
        self.assertEqual(vmi["metadata"]["uid"], "5f1c8a52-0c1e-4c55-9d7e-6d6f76657231")
        self.assertEqual(vmi["metadata"]["creationTimestamp"], "2026-01-01T12:00:02Z")
        self.assertEqual(vmi["status"]["phase"], "Running")
        self.assertEqual(vmi["status"]["guestOSInfo"]["id"], "debian")

    def test_one_unknown(self):
        self.refused(ONE.format("prod", "nobody"), 404, "NotFound",
                     'virtualmachineinstances.kubevirt.io "nobody" not found')
        # The same name elsewhere is another VMI.
        self.refused(ONE.format("default", "web"), 404, "NotFound", '"web" not found')

    def test_list(self):
        answer = self.server.get(VMIS)
        self.assertEqual(names(answer), ["db", "new", "evil", "labelled", "mover", "stuck", "web"])
        self.assertEqual(answer.json["kind"], "VirtualMachineInstanceList")
        newest = max(int(item["metadata"]["resourceVersion"]) for item in answer.json["items"])
        self.assertGreaterEqual(int(answer.json["metadata"]["resourceVersion"]), newest)

    def test_list_of_namespace(self):
        path = "/apis/kubevirt.io/v1/namespaces/prod/virtualmachineinstances"
        self.assertEqual(names(self.server.get(path)), ["mover", "stuck", "web"])
        self.assertEqual(names(self.server.get(path.replace("prod", "none"))), [])

    def test_field_selectors(self):
        for selector, expected in (
                ("metadata.name=web", ["web"]),
                ("metadata.name==web,metadata.namespace=default", []),
                ("metadata.namespace!=prod", ["db", "new", "evil", "labelled"]),
                ("status.phase=Failed", []),
                ("status.nodeName=node-1,metadata.namespace=default", ["db", "new"])):
            with self.subTest(selector):
                self.assertEqual(names(self.server.get(f"{VMIS}?fieldSelector={selector}")), expected)

    def test_label_selectors(self):
        for selector, found in (
                ("app=shop", True), ("app==shop", True), ("app!=shop", False), ("app=web", False),
                ("app", True), ("!app", False), ("none", False), ("!none", True), ("none!=x", True),
                ("app in (a,shop)", True), ("app in(a)", False), ("app notin (a, b)", True),
                ("none notin (a)", True), ("app=shop, tier = front", True), ("app=shop,tier=back", False),
                ("empty=", True), ("empty", True), ("app=", False), ("empty in ()", True), ("", True)):
            with self.subTest(selector):
                listed = names(self.server.get(f"{VMIS}?labelSelector={urllib.parse.quote(selector)}"))
                self.assertEqual("labelled" in listed, found)

    def test_metadata_of_the_object(self):
        vmi = self.server.get(ONE.format("lab", "labelled")).json
        self.assertEqual(vmi["metadata"]["labels"], {"app": "shop", "tier": "front", "empty": ""})
        self.assertEqual(vmi["metadata"]["creationTimestamp"], "2026-01-01T11:00:00Z")

    def test_bad_selectors(self):
        self.refused(f"{VMIS}?fieldSelector=spec.foo=1", 400, "BadRequest",
                     "field label not supported: spec.foo")
        for selector in ("=a", "a b", "a=b c", "a in b", "a in (b", "a notin", "!", "a,,b", "(a)", "a==="):
            with self.subTest(selector):
                self.refused(f"{VMIS}?labelSelector={urllib.parse.quote(selector)}", 400, "BadRequest",
                             "unable to parse requirement")
        self.refused(f"{VMIS}?fieldSelector=web", 400, "BadRequest", "invalid field selector: 'web'")

    def test_pages(self):
        seen, path = [], f"{VMIS}?limit=4"
        first = self.server.get(path).json
        self.assertEqual(first["metadata"]["remainingItemCount"], 3)
        while path is not None:
            page = self.server.get(path).json
            self.assertEqual(page["metadata"]["resourceVersion"], first["metadata"]["resourceVersion"])
            seen += [item["metadata"]["name"] for item in page["items"]]
            token = page["metadata"].get("continue")
            path = f"{VMIS}?limit=4&continue={token}" if token else None
        self.assertEqual(seen, ["db", "new", "evil", "labelled", "mover", "stuck", "web"])

    def test_bad_pages(self):
        self.refused(f"{VMIS}?limit=many", 400, "BadRequest", "limit is a number, not 'many'")
        self.refused(f"{VMIS}?continue=bm9uc2Vuc2U=", 400, "BadRequest", "continue key is not valid")
        self.refused(f"{VMIS}?continue=MS9hL2IvYw==", 410, "Expired", "too old")

    def test_table(self):
        table = self.server.get(VMIS, Accept=TABLE).json
        self.assertEqual((table["kind"], table["apiVersion"]), ("Table", "meta.k8s.io/v1"))
        self.assertEqual([column["name"] for column in table["columnDefinitions"]],
                         ["Name", "Age", "Phase", "IP", "NodeName", "Ready", "Live-Migratable", "Paused"])
        web = table["rows"][-1]
        self.assertEqual(web["cells"][0], "web")
        self.assertEqual(web["cells"][2:6], ["Running", "192.0.2.7", "node-1", "True"])
        self.assertEqual(web["object"]["kind"], "PartialObjectMetadata")
        self.assertEqual(web["object"]["metadata"]["namespace"], "prod")
        whole = self.server.get(f"{VMIS}?includeObject=Object", Accept=TABLE).json
        self.assertEqual(whole["rows"][-1]["object"]["status"]["phase"], "Running")
        none = self.server.get(f"{VMIS}?includeObject=None", Accept=TABLE).json
        self.assertIsNone(none["rows"][-1]["object"])

    def test_bad_forms(self):
        self.refused(VMIS, 406, "NotAcceptable", "application/json", Accept="application/yaml")
        self.refused(f"{VMIS}?includeObject=Some", 400, "BadRequest", "not 'Some'", Accept=TABLE)

    def test_subresources(self):
        for version in ("v1", "v1alpha3"):
            info = self.server.get(SUB.format(version, "prod", "web", "guestosinfo")).json
            self.assertEqual(info["guestAgentVersion"], "9.2.0")
            users = self.server.get(SUB.format(version, "prod", "web", "userlist")).json
            self.assertEqual(users["metadata"], {})
            self.assertTrue(users["items"][0]["userName"])
            disks = self.server.get(SUB.format(version, "prod", "web", "filesystemlist")).json
            self.assertTrue(disks["items"][0]["mountPoint"])
            self.assertLessEqual(len(info["userList"]), 10)
            self.assertLessEqual(len(info["fsInfo"]["disks"]), 10)

    def test_subresources_refused(self):
        self.refused(SUB.format("v1", "prod", "nobody", "userlist"), 404, "NotFound",
                     'virtualmachineinstance.kubevirt.io "nobody" not found')
        self.refused(SUB.format("v1", "default", "new", "userlist"), 409, "Conflict",
                     'Operation cannot be fulfilled on virtualmachineinstance.kubevirt.io "new": '
                     "VMI does not have guest agent connected")

    def test_only_reading(self):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            self.refused(VMIS, 405, "MethodNotAllowed", "only reads", method=method)
        head = self.server.get(ONE.format("prod", "web"), method="HEAD")
        self.assertEqual((head.code, head.body), (200, b""))

    def test_unknown_paths(self):
        for path in ("/nothing", "/apis/kubevirt.io/v2", VMIS + "/", "//metrics", "/../etc/passwd",
                     "/%2e%2e/%2e%2e/etc/passwd", ONE.format("prod", "web") + "/status/x",
                     "/apis/kubevirt.io/v1/namespaces//virtualmachineinstances"):
            with self.subTest(path):
                self.refused(path, 404, "NotFound", "could not find")

    def test_observed(self):
        parts = self.server.get("/v1/vmis/prod/web/observed").json["parts"]
        phase = next(part for part in parts if part["part"] == "phase")
        self.assertEqual((phase["source"], phase["state"]), ("libvirt:qemu:///system", "LIVE"))
        self.assertGreater(phase["ageMsec"], 0)
        self.refused("/v1/vmis/prod/nobody/observed", 404, "NotFound", '"nobody" not found')

    def test_sample(self):
        sample = self.server.get("/v1/vmis/prod/web/sample").json
        self.assertEqual(sample["takenAt"], "2026-01-01T12:01:10.250000Z")
        self.refused("/v1/vmis/default/new/sample", 404, "NotFound", "no numbers")

    def test_metrics(self):
        plain = self.server.get("/metrics")
        self.assertTrue(plain.headers["Content-Type"].startswith("text/plain; version=0.0.4"))
        self.assertIn(b'libvirt_domain_info_vcpus{domain="prod_web"', plain.body)
        packed = self.server.get("/metrics", Accept_Encoding="gzip")
        self.assertEqual(packed.headers["Content-Encoding"], "gzip")
        self.assertIn(b'libvirt_domain_info_vcpus{domain="prod_web"', gzip.decompress(packed.body))
        refused = self.server.get("/metrics", Accept_Encoding="gzip;q=0, identity")
        self.assertNotIn("Content-Encoding", refused.headers)
        openmetrics = self.server.get("/metrics", Accept="application/openmetrics-text; version=1.0.0")
        self.assertTrue(openmetrics.headers["Content-Type"].startswith("application/openmetrics-text"))
        self.assertTrue(openmetrics.body.endswith(b"# EOF\n"))

    def test_health(self):
        live = self.server.get("/livez")
        self.assertEqual((live.code, live.json["status"]), (200, "ok"))
        ready = self.server.get("/readyz")
        self.assertEqual((ready.code, ready.json["status"]), (200, "ok"))
        lost = next(entry for entry in ready.json["sources"] if entry["source"] == "kubernetes")
        self.assertEqual((lost["state"], lost["error"]), ("LOST", "connection refused"))

    def test_discovery(self):
        groups = {group["name"] for group in self.server.get("/apis").json["groups"]}
        self.assertEqual(groups, {"kubevirt.io", "subresources.kubevirt.io"})
        for path in ("/api", "/apis/kubevirt.io", "/apis/kubevirt.io/v1", "/version", "/openapi/v2",
                     "/apis/subresources.kubevirt.io", "/apis/subresources.kubevirt.io/v1",
                     "/apis/subresources.kubevirt.io/v1alpha3"):
            with self.subTest(path):
                answer = self.server.get(path)
                self.assertEqual(answer.code, 200)
                self.assertTrue(answer.json)


def refusal(address):
    """What a server says that will not listen there."""
    result = subprocess.run([PROGRAM, address], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                            timeout=DEADLINE, check=False)
    assert result.returncode == 2, result
    return result.stderr


class Choices(unittest.TestCase):
    def test_plain_errors(self):
        with Served("127.0.0.1:0", "plain-errors=true") as server:
            answer = server.get(SUB.format("v1", "prod", "nobody", "guestosinfo"))
            self.assertEqual(answer.code, 500)
            self.assertEqual(answer.body, b'virtualmachineinstance.kubevirt.io "nobody" not found')

    def test_addresses_refused(self):
        for address, message in (
                ("0.0.0.0:0", "other machines could read everything"),
                ("[::]:0", "other machines could read everything"),
                ("localhost:0", "'localhost' is no IP address"),
                ("127.0.0.1", "neither unix:PATH nor ADDRESS:PORT"),
                ("127.0.0.1:70000", "neither unix:PATH nor ADDRESS:PORT"),
                ("unix:socket", "has to begin with '/'"),
                ("unix:/nowhere/at/all/socket", "No such file or directory"),
                ("unix:/dev/null", "there is a file of that name")):
            with self.subTest(address):
                self.assertIn(message, refusal(address))

    def test_left_behind_socket(self):
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/socket"
            with socket.socket(socket.AF_UNIX) as dead:
                dead.bind(path)
            with Served(f"unix:{path}", with_vmis=False) as server:
                self.assertEqual(server.get("/livez").code, 200)

    def test_unix_socket(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "socket"
            with Served(f"unix:{path}") as server:
                self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o660)
                self.assertEqual(server.get("/livez").code, 200)
                # Somebody listens there: it is not taken from them.
                self.assertIn("another server listens there", refusal(f"unix:{path}"))
                self.assertEqual(server.get("/livez").code, 200)
            self.assertFalse(path.exists())

    def test_lost_source(self):
        with Served(with_vmis=False) as server:
            server.tell({"source": "libvirt:a", "observedAt": "2026-01-01T10:00:00Z",
                         "sourceReport": {"state": "LOST", "message": "no route"}})
            server.wait_for("/readyz", lambda answer: any(
                entry["source"] == "libvirt:a" and entry["error"] == "no route"
                for entry in answer.json["sources"]))
            self.assertEqual(server.get("/livez").code, 200)

    def test_hostile_names(self):
        with Served(with_vmis=False) as server:
            name = "a\x1b[31m\u202e b"
            server.tell(source(), domain(name, "u-1"), state(name, "u-1", 2, RUNNING))
            server.wait_for(VMIS, lambda answer: len(answer.json["items"]) == 1)
            self.assertEqual(server.get(VMIS, Accept=TABLE).json["rows"][0]["cells"][0], "a\ufffd[31m\ufffd b")
            self.assertEqual(names(server.get(VMIS)), [name])

    def test_changes_show(self):
        with Served(with_vmis=False) as server:
            server.tell(source(), domain("a", "u-1"), state("a", "u-1", 2, RUNNING))
            server.wait_for(ONE.format("shop", "a"), lambda answer: answer.code == 200
                            and answer.json["status"].get("phase") == "Running")
            server.tell(state("a", "u-1", 3, PAUSED))
            server.wait_for(ONE.format("shop", "a"), lambda answer: any(
                condition["type"] == "Paused" for condition in answer.json["status"]["conditions"]))


if __name__ == "__main__":
    tap.main()
