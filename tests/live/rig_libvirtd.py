"""A libvirt daemon of the test's own, which the machine's libvirt does not see."""

import os
import signal
import socket
import subprocess
import unittest
import uuid
from pathlib import Path

from rig_home import QEMU_CONF, Home
from rig_kvm import kvm_hidden_by
from rig_wait import wait_for

HERE = Path(__file__).parent
START_TIMEOUT = 20  # seconds
STOP_TIMEOUT = 20  # seconds

LIBVIRTD_CONF = """\
host_uuid = "{uuid}"
auth_unix_rw = "none"
"""

# Migration between two daemons of one machine stays on its loopback. The daemon's own settings refuse a local address.
LOOPBACK = "127.0.0.1"


class PrivateLibvirtd(Home):
    """A libvirtd with its virtlogd, started. Several may live at once; each believes to be another host.

    HOST_NAME, later `name`, is what it says its host is called; without one, the machine's own name.
    VIRTLOGD_CONF is what its virtlogd has for settings.
    `uri` reaches it. QEMU processes survive stop(), kill() and start(); close() ends them too.
    """

    def __init__(self, guest_directory, host_name=None, virtlogd_conf=""):
        if os.geteuid() != 0:
            raise unittest.SkipTest("a private libvirtd needs root, for its mount namespace")
        self.name = host_name
        super().__init__("libvirtd", ["etc", "run/libvirt", "run/lock", "lib", "log", "cache"])
        (self.directory / "etc" / "libvirtd.conf").write_text(LIBVIRTD_CONF.format(uuid=uuid.uuid4()))
        (self.directory / "etc" / "qemu.conf").write_text(QEMU_CONF)
        (self.directory / "etc" / "virtlogd.conf").write_text(virtlogd_conf)
        self._socket = self.directory / "run" / "libvirt" / "libvirt-sock"
        self.uri = f"qemu+unix:///system?socket={self._socket}"
        self._libvirtd = None
        own_libvirt = [str(HERE / "with-own-libvirt"), str(self.directory)]
        if host_name is not None:
            own_libvirt += [str(HERE / "with-host-name"), host_name]
        self._start_keeper(["unshare", "--mount", "--uts", *kvm_hidden_by(guest_directory), *own_libvirt])
        try:
            self._virtlogd = self._run("virtlogd", "virtlogd-sock")
            self.start()
        except BaseException:
            self.close()
            raise

    def start(self):
        """Starts the daemon after stop() or kill(); returns when its socket answers."""
        if self._libvirtd is not None:
            raise RuntimeError("this libvirtd runs already")
        self._libvirtd = self._run("libvirtd", "libvirt-sock")

    def stop(self):
        """Asks the daemon to end, as a service manager does, and waits for it."""
        self._end(signal.SIGTERM)

    def kill(self):
        """Ends the daemon without a chance to say goodbye."""
        self._end(signal.SIGKILL)

    @property
    def daemon_pid(self):
        return self._libvirtd.pid

    def migrate_here(self, domain, parameters=None):
        """Moves DOMAIN, a virDomain of another PrivateLibvirtd, to this one while it runs, and waits for the end."""
        import libvirt  # here: only tests that drive a guest need python3-libvirt

        here = {
            libvirt.VIR_MIGRATE_PARAM_URI: f"tcp://{LOOPBACK}",
            libvirt.VIR_MIGRATE_PARAM_LISTEN_ADDRESS: LOOPBACK,
        }
        # Unsafe: libvirt cannot know that both sides see the same disk image.
        flags = libvirt.VIR_MIGRATE_LIVE | libvirt.VIR_MIGRATE_PEER2PEER | libvirt.VIR_MIGRATE_UNSAFE
        domain.migrateToURI3(self.uri, {**here, **(parameters or {})}, flags)

    def close(self):
        super().close()
        # The keeper killed the daemons; without a wait they stay behind as zombies.
        for daemon in (self._libvirtd, getattr(self, "_virtlogd", None)):
            if daemon is not None:
                daemon.wait(STOP_TIMEOUT)
        self._libvirtd = self._virtlogd = None

    def _end(self, number):
        if self._libvirtd is None:
            raise RuntimeError("this libvirtd does not run")
        self._libvirtd.send_signal(number)
        self._libvirtd.wait(STOP_TIMEOUT)
        self._libvirtd = None

    def _run(self, name, socket_name):
        # nsenter executes the daemon in its own place, so that the child's process id is the daemon's.
        spaces = f"/proc/{self._keeper.pid}/ns"
        command = ["nsenter", f"--mount={spaces}/mnt", f"--uts={spaces}/uts", f"/usr/sbin/{name}"]
        log = self.directory / "log" / f"{name}.log"
        with open(log, "ab") as output:
            daemon = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True, cwd="/"
            )
        try:
            wait_for(
                lambda: daemon.poll() is not None or self._answers(socket_name), START_TIMEOUT, f"{name} to answer"
            )
        except TimeoutError:
            daemon.kill()
        if daemon.poll() is not None:
            # The whole log: it goes away with the directory.
            raise RuntimeError(f"{name} does not serve {socket_name}; it said:\n{log.read_text()}")
        return daemon

    def _answers(self, socket_name):
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(self._socket.with_name(socket_name)))
            except OSError:
                return False
            return True

    def _qemu_run_directory(self):
        return self.directory / "run" / "libvirt" / "qemu"
