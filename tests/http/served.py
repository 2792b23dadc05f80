"""A server with a monitor that is told what it observes, and a client of it."""

import http.client
import json
import os
import pathlib
import socket
import subprocess
import time

PROGRAM = os.environ["SERVE_FACTS"]
VMIS = pathlib.Path(os.environ["VMISTATE_TEST_DATA"]) / "http/vmis.jsonl"
DEADLINE = 60


def environment():
    """With AddressSanitizer: of leaks all callers are wanted, to tell libsoup's own (lsan.supp)."""
    sanitizer = os.environ.get("ASAN_OPTIONS", "")
    suppressions = pathlib.Path(__file__).with_name("lsan.supp")
    return {**os.environ, "ASAN_OPTIONS": f"{sanitizer}:fast_unwind_on_malloc=0".lstrip(":"),
            "LSAN_OPTIONS": f"suppressions={suppressions}:print_suppressions=0"}


class UnixConnection(http.client.HTTPConnection):
    """A connection to a unix socket."""

    def __init__(self, path):
        super().__init__("localhost", timeout=DEADLINE)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(DEADLINE)
        self.sock.connect(self.path)


class Answer:
    """What came back: status, headers, body."""

    def __init__(self, response):
        self.code = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)


class Served:
    """The server, until the end of a `with`."""

    def __init__(self, address="127.0.0.1:0", *settings, with_vmis=True):
        self.arguments = [PROGRAM, address, *settings]
        self.with_vmis = with_vmis

    def __enter__(self):
        self.process = subprocess.Popen(self.arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, env=environment())
        self.address = self.process.stdout.readline().strip()
        if self.with_vmis:
            self.tell(*VMIS.read_text().splitlines())
        return self

    def __exit__(self, kind, _value, _traceback):
        self.process.stdin.close()
        code = self.process.wait(DEADLINE)
        self.process.stdout.close()
        if kind is None:
            assert code == 0, f"the server ended with {code}"

    @property
    def url(self):
        return f"http://{self.address}"

    def endpoint(self):
        host, _, port = self.address.rpartition(":")
        return host, int(port)

    def tell(self, *facts):
        """Facts, as text or as dictionaries; each is taken when this returns."""
        for fact in facts:
            text = fact if isinstance(fact, str) else json.dumps(fact)
            self.process.stdin.write(text + "\n")
            self.process.stdin.flush()
            assert self.process.stdout.readline() == "taken\n"

    def connect(self):
        if self.address.startswith("unix:"):
            return UnixConnection(self.address.removeprefix("unix:"))
        return http.client.HTTPConnection(*self.endpoint(), timeout=DEADLINE)

    def get(self, path, method="GET", body=None, **headers):
        connection = self.connect()
        try:
            connection.request(method, path, body=body,
                               headers={name.replace("_", "-"): value for name, value in headers.items()})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def wait_for(self, path, condition):
        """The first answer that the condition holds for."""
        until = time.monotonic() + DEADLINE
        while True:
            answer = self.get(path)
            if condition(answer):
                return answer
            assert time.monotonic() < until, f"{path}: {answer.code} {answer.body[:500]}"
            time.sleep(0.02)


class Stream:
    """The lines of an answer that does not end."""

    def __init__(self, server, path, **headers):
        self.connection = server.connect()
        self.connection.request("GET", path, headers=headers)
        self.response = self.connection.getresponse()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def line(self):
        return self.response.readline().decode()

    def event(self):
        """The next event of a watch."""
        return json.loads(self.line())


def fact(name, uid, seconds, **payload):
    """About a VMI of the namespace `shop`."""
    return {"source": "libvirt:a", "namespace": "shop", "name": name, "uid": uid,
            "observedAt": f"2026-01-01T{10 + seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}Z", **payload}


def domain(name, uid, seconds=1):
    return fact(name, uid, seconds, domain={"uuid": uid, "name": f"shop_{name}", "id": 1, "type": "kvm"})


def state(name, uid, seconds, number, reason=1, **more):
    return fact(name, uid, seconds, domainState={"state": number, "reason": reason, **more})


def source():
    return {"source": "libvirt:a", "observedAt": "2026-01-01T10:00:00Z",
            "sourceReport": {"state": "LIVE", "node": "node-9"}}


RUNNING, PAUSED, SHUTOFF = 1, 3, 5
