#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Kubernetes' client for Python against a server: lists, pages, watches, errors."""

import unittest

import kubernetes
import tap
from served import PAUSED, RUNNING, SHUTOFF, Served, domain, source, state

KIND = {"group": "kubevirt.io", "version": "v1", "plural": "virtualmachineinstances"}
VMIS = "/apis/kubevirt.io/v1/virtualmachineinstances"


class Client(unittest.TestCase):
    def setUp(self):
        self.server = self.enterContext(Served())
        self.server.wait_for(VMIS, lambda answer: len(answer.json["items"]) == 7)
        configuration = kubernetes.client.Configuration(host=self.server.url)
        self.api = kubernetes.client.CustomObjectsApi(kubernetes.client.ApiClient(configuration))

    def names(self, **parameters):
        listed = self.api.list_cluster_custom_object(**KIND, **parameters)
        return [item["metadata"]["name"] for item in listed["items"]]

    def test_get(self):
        vmi = self.api.get_namespaced_custom_object(**KIND, namespace="prod", name="web")
        self.assertEqual(vmi["status"]["phase"], "Running")

    def test_get_unknown(self):
        with self.assertRaises(kubernetes.client.ApiException) as caught:
            self.api.get_namespaced_custom_object(**KIND, namespace="prod", name="nobody")
        self.assertEqual((caught.exception.status, caught.exception.reason), (404, "Not Found"))

    def test_list(self):
        self.assertEqual(self.names(), ["db", "new", "evil", "labelled", "mover", "stuck", "web"])
        self.assertEqual(self.names(field_selector="metadata.namespace=dev"), ["evil"])
        self.assertEqual(self.names(label_selector="app=shop"), ["labelled"])
        self.assertEqual(self.names(limit=2), ["db", "new"])

    def test_watch(self):
        self.server.tell(source(), domain("a", "u-a"), state("a", "u-a", 2, RUNNING))
        self.server.wait_for(VMIS, lambda answer: len(answer.json["items"]) == 8)
        watch = kubernetes.watch.Watch()
        stream = watch.stream(self.api.list_namespaced_custom_object, **KIND, namespace="shop",
                              timeout_seconds=60)
        first = next(stream)
        self.assertEqual((first["type"], first["object"]["metadata"]["name"]), ("ADDED", "a"))
        self.server.tell(state("a", "u-a", 3, PAUSED))
        self.assertEqual(next(stream)["type"], "MODIFIED")
        self.server.tell(state("a", "u-a", 4, SHUTOFF, gone=True))
        for event in stream:
            if event["type"] == "DELETED":
                break
        self.assertEqual(event["object"]["metadata"]["name"], "a")
        watch.stop()

    def test_watch_from_too_long_ago(self):
        watch = kubernetes.watch.Watch()
        with self.assertRaises(kubernetes.client.ApiException) as caught:
            for _ in watch.stream(self.api.list_cluster_custom_object, **KIND, resource_version="1",
                                  timeout_seconds=60):
                pass
        self.assertEqual(caught.exception.status, 410)


if __name__ == "__main__":
    tap.main()
