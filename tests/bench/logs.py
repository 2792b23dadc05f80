#!/usr/bin/python3
"""A log source against logs that are rotated under load, and against floods.

    logs.py PROGRAM

PROGRAM is bench-logs. Prints one JSON line per figure, as tests/bench/run does. The peer, `tail -F`, reads the same log
in the same run.

    VMISTATE_BENCH_LINES       how many lines are written while the log is rotated; 3000000 when not given
    VMISTATE_BENCH_ROTATIONS   how often; 1000 when not given
    VMISTATE_BENCH_RATE        how many lines are written per second at most; 37500 when not given, which makes a
                               rotation each 80 ms; 0: as fast as the disk takes them, which nobody can follow whole
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

N_LINES = int(os.environ.get("VMISTATE_BENCH_LINES", "3000000"))
N_ROTATIONS = int(os.environ.get("VMISTATE_BENCH_ROTATIONS", "1000"))
RATE = int(os.environ.get("VMISTATE_BENCH_RATE", "37500"))
TIMEOUT = 600  # seconds
SETTLE = 2  # seconds that a peer has when all is written
HOWS = {"rename": "renamed", "truncate": "copied and truncated"}
FLOODS = {"line": "a line of 1 GiB", "rubbish": "1 GiB of rubbish", "lines": "3 million lines"}


def figure(metric, value, unit, peer=None, peer_value=None):
    line = {"bench": "logs", "metric": metric, "value": value, "unit": unit, "peer": peer, "peer_value": peer_value}
    line["ratio"] = round(value / peer_value, 4) if peer_value else None
    print(json.dumps(line), flush=True)


class Follower:
    """The program that follows; made when it does."""

    def __init__(self, program, directory):
        command = [program, "follow", directory]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._process.stdout.readline()

    def finish(self):
        """What it saw. It ends with the last line; without that, after a while."""
        try:
            self._process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            self._process.stdin.close()
        return json.loads(self._process.stdout.read())


class Tail:
    """The peer"""

    def __init__(self, program, log):
        self._tail = subprocess.Popen(
            ["tail", "-n", "+1", "-F", log], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._counter = subprocess.Popen(
            [program, "count"], stdin=self._tail.stdout, stdout=subprocess.PIPE, text=True
        )
        self._tail.stdout.close()
        time.sleep(1)

    def finish(self):
        time.sleep(SETTLE)
        self._tail.kill()
        self._tail.wait()
        return json.loads(self._counter.communicate()[0])


def make_log(root):
    log = Path(root) / "qemu" / "vm.log"
    log.parent.mkdir()
    log.touch()
    return log


def measure_rotations(program, how):
    with tempfile.TemporaryDirectory() as root:
        log = make_log(root)
        follower, tail = Follower(program, root), Tail(program, log)
        began = time.monotonic()
        subprocess.run([program, "write", log, how, str(N_LINES), str(N_ROTATIONS), str(RATE)], check=True)
        written = time.monotonic() - began
        ours = follower.finish()
        read = time.monotonic() - began
        peer = tail.finish()
    what = f"{N_ROTATIONS} times {HOWS[how]}"
    figure(f"{what}: lines written per second", round(N_LINES / written), "lines/s")
    figure(f"{what}: lines told per second", round(ours["lines"] / read), "lines/s")
    figure(f"{what}: lines lost", N_LINES - ours["lines"] + ours["twice"], "lines", "tail -F", N_LINES - peer["lines"])
    figure(f"{what}: lines told twice", ours["twice"], "lines", "tail -F", peer["twice"])
    figure(f"{what}: gaps told", ours["gaps"], "gaps")
    figure(f"{what}: lines lost without a gap at their place", ours["silent"], "lines")
    figure(f"{what}: growth of memory", round(ours["growthKib"] / 1024, 2), "MiB")
    figure(f"{what}: load average", os.getloadavg()[0], "processes")


def measure_flood(program, what):
    with tempfile.TemporaryDirectory() as root:
        log = make_log(root)
        follower = Follower(program, root)
        subprocess.run([program, "flood", log, what], check=True)
        ours = follower.finish()
    figure(f"{FLOODS[what]}: growth of memory", round(ours["growthKib"] / 1024, 2), "MiB")


def main():
    program = sys.argv[1]
    for how in HOWS:
        measure_rotations(program, how)
    for what in FLOODS:
        measure_flood(program, what)


if __name__ == "__main__":
    main()
