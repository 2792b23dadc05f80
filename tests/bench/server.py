#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Benchmark of the HTTP server: one VMI and metrics with 100 VMIs, a thousand watchers, a storm.

Usage: server.py SERVE_FACTS

The server has one core and wrk the other. VMISTATE_BENCH_SECONDS: of each run of wrk (default 5).
"""

import json
import os
import pathlib
import re
import resource
import selectors
import shutil
import socket
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
VMIS_FILE = ROOT / "data/http/vmis.jsonl"
os.environ.setdefault("VMISTATE_TEST_DATA", str(ROOT / "data"))
os.environ["SERVE_FACTS"] = sys.argv[1]
sys.path.insert(0, str(ROOT / "http"))

from served import Served  # noqa: E402

SECONDS = int(os.environ.get("VMISTATE_BENCH_SECONDS", "5"))
VMIS = 100
WATCHERS = 1000
CHANGES = 20
STORM = 3000
ONE = "/apis/kubevirt.io/v1/namespaces/prod/virtualmachineinstances/web-0"
WATCH = "/apis/kubevirt.io/v1/virtualmachineinstances?watch=1&fieldSelector=metadata.name=web-0"


def tell(metric, value, unit, peer=None, peer_value=None):
    line = {"bench": "server", "metric": metric, "value": round(value, 3), "unit": unit}
    if peer is not None:
        line.update(peer=peer, peer_value=round(peer_value, 3),
                    ratio=round(value / peer_value, 3) if peer_value else None)
    print(json.dumps(line), flush=True)


def facts():
    """The VMI `web`, a hundred times."""
    lines = VMIS_FILE.read_text().splitlines()
    yield from (line for line in lines if "sourceReport" in line)
    web = [line for line in lines if '"name":"web"' in line]
    for number in range(VMIS):
        for line in web:
            yield (line.replace('"name":"web"', f'"name":"web-{number}"')
                   .replace("prod_web", f"prod_web-{number}")
                   .replace("5f1c8a52-0c1e-4c55-9d7e-6d6f76657231", f"5f1c8a52-0c1e-4c55-9d7e-{number:012}"))


def change(turn):
    uid = f"5f1c8a52-0c1e-4c55-9d7e-{0:012}"
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(1780000000 + turn))
    return {"source": "libvirt:qemu:///system", "namespace": "prod", "name": "web-0", "uid": uid,
            "observedAt": when, "domainState": {"state": (3, 1)[turn % 2], "reason": 1}}


def pin(pid, core):
    for task in os.listdir(f"/proc/{pid}/task"):
        os.sched_setaffinity(int(task), {core})


def rss_kib(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1])


def wrk(url, *headers, seconds=SECONDS):
    """Requests per second, the 99th percentile in milliseconds, and how many were refused."""
    command = ["wrk", "-t1", "-c64", f"-d{seconds}", "--latency"]
    for header in headers:
        command += ["-H", header]
    text = subprocess.run(["taskset", "-c", "1", *command, url], capture_output=True, text=True,
                          check=True).stdout
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return (float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
            float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit], int(refused[1]) if refused else 0)


def measure_requests(server):
    for name, path, headers, asked in (
            ("GET of one VMI", ONE, [], 15000),
            ("GET of metrics, 100 VMIs, gzip", "/metrics", ["Accept-Encoding: gzip"], 2000),
            ("GET of metrics, 100 VMIs, plain", "/metrics", [], None)):
        rate, p99, refused = wrk(server.url + path, *headers)
        if refused:
            raise SystemExit(f"{name}: {refused} requests were refused")
        tell(name, rate, "requests/s", *([] if asked is None else ["asked", asked]))
        tell(f"{name}, 99 %", p99, "ms", "asked", 10)


class Watchers:
    """Many clients that wait for changes of one VMI."""

    def __init__(self, server, count):
        self.sockets = []
        self.selector = selectors.DefaultSelector()
        for _ in range(count):
            connection = socket.create_connection(server.endpoint())
            connection.sendall(f"GET {WATCH} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            self.sockets.append(connection)
            self.selector.register(connection, selectors.EVENT_READ)
        self.drain()

    def drain(self):
        """Until each has got something; returns when the last one did."""
        waiting = set(self.sockets)
        while waiting:
            ready = self.selector.select(60)
            if not ready:
                raise SystemExit(f"{len(waiting)} watchers heard nothing in a minute")
            for key, _ in ready:
                if not key.fileobj.recv(1 << 20):
                    raise SystemExit("a watcher was cut off")
                waiting.discard(key.fileobj)
        return time.monotonic()

    def close(self):
        self.selector.close()
        for connection in self.sockets:
            connection.close()


def measure_watchers(server):
    pid = server.process.pid
    before = rss_kib(pid)
    watchers = Watchers(server, WATCHERS)
    time.sleep(1)
    tell("memory of each of 1000 idle watchers", (rss_kib(pid) - before) / WATCHERS, "KiB", "asked", 20)
    spans = []
    for turn in range(CHANGES):
        began = time.monotonic()
        server.tell(change(turn))
        spans.append((watchers.drain() - began) * 1000)
        time.sleep(0.05)
    spans.sort()
    tell("a change until the last of 1000 watchers has it, median", spans[len(spans) // 2], "ms", "asked", 100)
    tell("a change until the last of 1000 watchers has it, most", spans[-1], "ms", "asked", 100)
    watchers.close()


def storm(server, first):
    """How long the monitor takes for each of many changes: median and 99 %, in microseconds."""
    spans = []
    for turn in range(STORM):
        began = time.monotonic()
        server.tell(change(first + turn))
        spans.append((time.monotonic() - began) * 1e6)
    spans.sort()
    return spans[len(spans) // 2], spans[len(spans) * 99 // 100]


def measure_storm(server):
    alone = storm(server, 1000)
    watchers = Watchers(server, 100)
    readers = subprocess.Popen(["wrk", "-t1", "-c64", "-d30", server.url + ONE], stdout=subprocess.DEVNULL)
    stuck = storm(server, 10000)
    readers.terminate()
    readers.wait()
    watchers.close()
    tell("a change in a storm, beside 64 readers and 100 stuck watchers, median", stuck[0], "us", "alone", alone[0])
    tell("a change in a storm, beside 64 readers and 100 stuck watchers, 99 %", stuck[1], "us", "alone", alone[1])


def main():
    if shutil.which("wrk") is None:
        raise SystemExit("server.py: wrk is missing (Debian's package wrk)")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 8192)), hard))
    with Served("127.0.0.1:0", "requests-per-second=0", with_vmis=False) as server:
        server.tell(*facts())
        pin(server.process.pid, 0)
        measure_requests(server)
        measure_watchers(server)
    # Both cores are for everyone here: the question is who waits for whom.
    with Served("127.0.0.1:0", "requests-per-second=0", with_vmis=False) as server:
        server.tell(*facts())
        measure_storm(server)


if __name__ == "__main__":
    main()
