"""What a live test needs: a guest, a libvirt of its own to run it, and ways to wait. See README.md."""

import json
import os
import subprocess
import unittest
from pathlib import Path

from rig_embedded import EmbeddedRoot
from rig_kvm import kvm_usable, reexec_without_kvm
from rig_libvirtd import PrivateLibvirtd
from rig_wait import wait_for

__all__ = [
    "EmbeddedRoot",
    "PrivateLibvirtd",
    "agent_command",
    "domain_xml",
    "guest_directory",
    "kvm_usable",
    "make_disk",
    "reexec_without_kvm",
    "wait_for",
]

GUEST_SCRIPTS = Path(__file__).resolve().parents[1] / "guest"
AGENT_TIMEOUT = 5  # seconds


def guest_directory():
    """The directory of the guest's kernel and initramfs, made when it is not there yet.

    $VMISTATE_TEST_GUEST names it; otherwise it is in the user's cache directory.
    """
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    directory = Path(os.environ.get("VMISTATE_TEST_GUEST") or Path(cache, "vmistate", "test-guest"))
    made = subprocess.run([GUEST_SCRIPTS / "make-guest", directory], stderr=subprocess.PIPE, text=True)
    if made.returncode != 0:
        raise unittest.SkipTest(f"no test guest in {directory}: {made.stderr.strip()}")
    return directory


def domain_xml(name, guest, *options):
    """The XML of a test domain; OPTIONS are those of tests/guest/domain-xml."""
    command = [GUEST_SCRIPTS / "domain-xml", name, guest, *map(str, options)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def make_disk(path, mebibytes=64):
    """Makes PATH an ext4 image; give each domain one of its own, QEMU locks it."""
    with open(path, "xb") as image:
        image.truncate(mebibytes << 20)
    # mke2fs lives in a directory that is not on every user's PATH.
    environment = {**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"}
    subprocess.run(["mkfs.ext4", "-q", "-F", str(path)], check=True, env=environment)
    return path


def agent_command(domain, command, **arguments):
    """What the guest agent of DOMAIN, a virDomain of the module libvirt, returns for COMMAND."""
    import libvirt_qemu  # here: only tests that drive a guest need python3-libvirt

    request = json.dumps({"execute": command, "arguments": arguments})
    return json.loads(libvirt_qemu.qemuAgentCommand(domain, request, AGENT_TIMEOUT, 0))["return"]
