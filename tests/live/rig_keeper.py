"""Cleans up after a test program, however that ends.

Usage: rig_keeper.py DIR

Says "ready", then waits until its standard input ends: the test program closed it, returned or was killed. Then it
kills the processes that the pid files below DIR/run name and removes DIR. For a private libvirtd it is also what keeps
the mount namespace in being while the daemon is stopped.
"""

import os
import shutil
import signal
import sys
import time
from pathlib import Path

PATIENCE = 10  # seconds for killed processes to go


def belongs_to(pid, directory):
    """Whether process PID runs on DIRECTORY: a pid file may be stale and its number another's by now.

    The last part of DIRECTORY is random, and a process of ours has it in its arguments or in the mounts it sees.
    """
    try:
        process = Path("/proc", str(pid))
        seen = (process / "cmdline").read_bytes() + (process / "mountinfo").read_bytes()
    except OSError:
        return False
    return os.fsencode(directory.name) in seen


def processes_of(directory):
    for pid_file in (directory / "run").rglob("*.pid"):
        try:
            pid = int(pid_file.read_text())
        except (OSError, ValueError):
            continue
        if pid != os.getpid() and belongs_to(pid, directory):
            yield pid


def kill_all(directory):
    # Again and again: a daemon that was just about to start a QEMU process may have written its pid file late.
    deadline = time.monotonic() + PATIENCE
    while pids := list(processes_of(directory)):
        if time.monotonic() > deadline:
            sys.exit(f"rig_keeper: processes {pids} of {directory} do not go")
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        time.sleep(0.05)


def main():
    directory = Path(sys.argv[1])
    # Ctrl-C and a terminal's hangup are for the test program; this one acts on its end.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    print("ready", flush=True)
    sys.stdin.read()
    kill_all(directory)
    shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()
