#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Clients that mean harm, or know no better: nobody crashes, hangs or gets what is not theirs."""

import random
import socket
import time
import unittest

import tap
from served import DEADLINE, Served

VMI = b"/apis/kubevirt.io/v1/namespaces/prod/virtualmachineinstances/web"
SEED = 20260101

METHODS = [b"GET", b"HEAD", b"POST", b"OPTIONS", b"CONNECT", b"TRACE", b"get", b"G\0T", b"", b"GET GET"]
PATHS = [b"/", VMI, b"/metrics", b"//", b"/../../etc/passwd", b"/%00", b"/%ff%fe", b"/%", b"/%zz", b"*",
         b"http://elsewhere/metrics", b"/v1/events?x=%", VMI + b"?watch=\xff", b"/" + b"a" * 5000,
         b"/" + b"../" * 500, b"", b"/apis/kubevirt.io/v1/virtualmachineinstances?limit=-1&continue=%00",
         b"/apis/kubevirt.io/v1/virtualmachineinstances?fieldSelector=" + b"," * 2000]
VERSIONS = [b"HTTP/1.1", b"HTTP/1.0", b"HTTP/9.9", b"HTTP/1.1 x", b"", b"HTTP/", b"\x16\x03\x01\x02"]
HEADERS = [b"Host: x", b"Host: x\r\nHost: y", b"Content-Length: -1", b"Content-Length: 99999999999999999999",
           b"Content-Length: 3\r\nContent-Length: 7", b"Transfer-Encoding: chunked", b"Transfer-Encoding: gzip",
           b"Transfer-Encoding: chunked\r\nContent-Length: 4", b"Expect: 100-continue", b"X" * 3000 + b": y",
           b"A: " + b"b" * 3000, b"\0: \0", b": nothing", b" folded", b"Accept: " + b"*/*;q=" * 200,
           b"Accept-Encoding: ;;q=,,", b"Range: bytes=0-,5-", b"Connection: close, keep-alive, upgrade",
           b"Upgrade: h2c\r\nHTTP2-Settings: AAAA", b"X-Prometheus-Scrape-Timeout-Seconds: -nan"]
BODIES = [b"", b"0\r\n\r\n", b"ffffffffffffffff\r\nx", b"-1\r\n", b"5\r\nhel", b"\0" * 64, b"{" * 512]


def mangle(random_, data):
    """Some bytes changed, left out or doubled."""
    data = bytearray(data)
    for _ in range(random_.randrange(4)):
        if not data:
            break
        at = random_.randrange(len(data))
        action = random_.randrange(3)
        if action == 0:
            data[at] = random_.randrange(256)
        elif action == 1:
            del data[at:at + random_.randrange(1, 9)]
        else:
            data[at:at] = data[at:at + random_.randrange(1, 9)]
    return bytes(data)


def make_request(random_):
    lines = [b" ".join([random_.choice(METHODS), random_.choice(PATHS), random_.choice(VERSIONS)])]
    lines += [random_.choice(HEADERS) for _ in range(random_.randrange(4))]
    return mangle(random_, b"\r\n".join(lines) + b"\r\n\r\n" + random_.choice(BODIES))


class Hostile(unittest.TestCase):
    def serve(self, *settings):
        server = self.enterContext(Served("127.0.0.1:0", *settings))
        server.wait_for(VMI.decode(), lambda answer: answer.code == 200)
        return server

    def open(self, server):
        return self.enterContext(socket.create_connection(server.endpoint(), DEADLINE))

    def read_all(self, connection):
        received = b""
        try:
            while data := connection.recv(65536):
                received += data
        except ConnectionError:
            pass
        return received

    def test_malformed_requests(self):
        server = self.serve("requests-per-second=0")
        random_ = random.Random(SEED)
        for turn in range(10_000):
            request = make_request(random_)
            with socket.create_connection(server.endpoint(), DEADLINE) as connection:
                try:
                    connection.sendall(request)
                    connection.shutdown(socket.SHUT_WR)
                    head = connection.recv(12)
                except TimeoutError:
                    self.fail(f"no answer to request {turn}: {request!r}")
                except OSError:  # it was disconnected for what it had sent by then
                    continue
                self.assertTrue(head == b"" or head.startswith(b"HTTP/1."), (turn, request, head))
        self.assertEqual(server.get(VMI.decode()).code, 200)

    def test_slow_request_is_cut_off(self):
        server = self.serve("request-timeout-msec=500")
        slow = self.open(server)
        began = time.monotonic()
        try:
            # A byte now and then does not help.
            while time.monotonic() - began < DEADLINE:
                slow.sendall(b"G")
                slow.settimeout(0.1)
                try:
                    if slow.recv(1) == b"":
                        break
                except TimeoutError:
                    continue
            else:
                self.fail("it was never cut off")
        except ConnectionError:
            pass
        self.assertEqual(server.get("/livez").code, 200)

    def test_silent_connection_is_cut_off(self):
        server = self.serve("request-timeout-msec=500")
        self.assertEqual(self.read_all(self.open(server)), b"")

    def test_too_many_connections(self):
        server = self.serve("max-connections=5")
        held = [self.open(server) for _ in range(5)]
        for connection in held:
            connection.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
            self.assertTrue(connection.recv(12).startswith(b"HTTP/1.1 200"))
        self.assertEqual(self.read_all(self.open(server)), b"")
        held[0].close()
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            try:
                self.assertEqual(server.get("/livez").code, 200)
                return
            except ConnectionError:
                time.sleep(0.02)
        self.fail("a place that became free was not given away")

    def test_large_bodies(self):
        server = self.serve()
        for head in (b"Content-Length: 1000000000", b"Transfer-Encoding: chunked"):
            connection = self.open(server)
            connection.sendall(b"GET /metrics HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n\r\n")
            connection.shutdown(socket.SHUT_WR)
            self.assertIn(b"413", self.read_all(connection)[:20])

    def test_large_head(self):
        server = self.serve()
        connection = self.open(server)
        try:
            for _ in range(4000):
                connection.sendall(b"X-Header: " + b"x" * 1000 + b"\r\n")
        except ConnectionError:
            pass
        self.assertEqual(server.get("/livez").code, 200)

    def test_rate(self):
        server = self.serve("requests-per-second=20")
        codes = {server.get("/livez").code for _ in range(200)}
        self.assertEqual(codes, {200, 429})
        until = time.monotonic() + DEADLINE
        while server.get("/livez").code != 200:
            self.assertLess(time.monotonic(), until)
            time.sleep(0.05)

    def test_requests_ahead(self):
        # libsoup answers the first and ends the connection, as a server may; nobody waits in vain.
        server = self.serve()
        connection = self.open(server)
        connection.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n" * 20)
        self.assertGreaterEqual(self.read_all(connection).count(b"HTTP/1.1 200"), 1)


if __name__ == "__main__":
    tap.main()
