"""The directory of one libvirt, daemon or embedded driver, with the keeper that cleans it up."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

KEEPER = Path(__file__).with_name("rig_keeper.py")
CLOSE_TIMEOUT = 30  # seconds

# As root, libvirt would run QEMU as another user, change the owner of images and put QEMU into namespaces and control
# groups; none of that is under test, and each of it can fail where the tests run. The plus says that a number follows.
QEMU_CONF = f"""\
user = "+{os.geteuid()}"
group = "+{os.getegid()}"
dynamic_ownership = 0
remember_owner = 0
security_driver = "none"
namespaces = []
cgroup_controllers = []
"""


class Home:
    """Base of EmbeddedRoot and PrivateLibvirtd: a context manager over `directory` and all that runs on it."""

    def __init__(self, prefix, folders):
        # Below /tmp whatever TMPDIR says: the path of a socket in it must stay under 108 bytes.
        self.directory = Path(tempfile.mkdtemp(prefix=f"vmistate-{prefix}-", dir="/tmp"))
        for folder in folders:
            (self.directory / folder).mkdir(parents=True)
        self._keeper = None
        atexit.register(self.close)

    def _start_keeper(self, wrapper=()):
        command = [*wrapper, sys.executable, str(KEEPER), str(self.directory)]
        # A session of its own: a signal to the test program's group must not reach it.
        self._keeper = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, text=True
        )
        if self._keeper.stdout.readline() != "ready\n":
            raise RuntimeError(f"the keeper of {self.directory} did not start: {' '.join(command)}")

    def _qemu_run_directory(self):
        raise NotImplementedError

    def qemu_pid(self, name):
        """The process id of the QEMU that runs domain NAME here; LookupError when none does."""
        pid_file = self._qemu_run_directory() / f"{name}.pid"
        try:
            return int(pid_file.read_text())
        except FileNotFoundError:
            raise LookupError(f"no QEMU process runs a domain {name}: there is no {pid_file}") from None

    def close(self):
        """Ends every process that belongs here and removes the directory. Safe to call again."""
        atexit.unregister(self.close)
        keeper, self._keeper = self._keeper, None
        if keeper is not None:
            keeper.communicate(timeout=CLOSE_TIMEOUT)
            if keeper.returncode != 0:
                raise RuntimeError(f"the keeper of {self.directory} failed with status {keeper.returncode}")
        # There still, if the keeper did not even start.
        shutil.rmtree(self.directory, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
