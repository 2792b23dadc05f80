"""Whether KVM runs a guest on this machine, and how to work where it only seems to."""

import contextlib
import os
import select
import subprocess
import sys
import time
from pathlib import Path

WITHOUT_KVM = Path(__file__).with_name("without-kvm")
NODE = "/dev/kvm"
PROBE_TIMEOUT = 5  # seconds; a kernel says its first words within one where KVM works
SIGN_OF_LIFE = b"Linux version"


def _node_accessible():
    return os.access(NODE, os.R_OK | os.W_OK)


def _kernel_speaks(guest_directory):
    command = [
        "qemu-system-x86_64", "-accel", "kvm", "-machine", "q35", "-m", "128", "-nodefaults", "-no-user-config",
        "-display", "none", "-no-reboot", "-serial", "stdio", "-kernel", f"{guest_directory}/vmlinuz",
        "-append", "console=ttyS0 earlyprintk=ttyS0 panic=-1",
    ]  # fmt: skip
    deadline = time.monotonic() + PROBE_TIMEOUT
    said = b""
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as qemu:
        while SIGN_OF_LIFE not in said and (left := deadline - time.monotonic()) > 0:
            if select.select([qemu.stdout], [], [], left)[0]:
                chunk = os.read(qemu.stdout.fileno(), 4096)
                if not chunk:
                    break
                said += chunk
        qemu.kill()
    return SIGN_OF_LIFE in said


def kvm_usable(guest_directory):
    """Whether KVM really boots the kernel in GUEST_DIRECTORY; asked once per boot of the machine, and kept there."""
    if not _node_accessible():
        return False
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    kept = Path(guest_directory, "kvm-usable")
    try:
        kept_boot, kept_answer = kept.read_text().split()
        if kept_boot == boot:
            return kept_answer == "yes"
    except (FileNotFoundError, ValueError):
        pass
    usable = _kernel_speaks(guest_directory)
    # A directory that cannot be written only means that the next program asks again.
    with contextlib.suppress(OSError):
        kept.write_text(f"{boot} {'yes' if usable else 'no'}\n")
    return usable


def kvm_hidden_by(guest_directory):
    """What to put before a command in a mount namespace, so that it sees no KVM that does not work."""
    if not _node_accessible() or kvm_usable(guest_directory):
        return []
    return [str(WITHOUT_KVM)]


def reexec_without_kvm(guest_directory):
    """Starts this program anew where it does not see a KVM that does not work; returns when there is nothing to hide.

    Call it first of all: threads and connections do not come along.
    """
    wrapper = kvm_hidden_by(guest_directory)
    if not wrapper:
        return
    unshare = ["unshare", "--mount"]
    if os.geteuid() != 0:
        # Root of a namespace for the mounts only: libvirt would take itself for the system's daemon.
        unshare.append("--map-root-user")
        wrapper += ["unshare", "--user", f"--map-user={os.getuid()}", f"--map-group={os.getgid()}"]
    if subprocess.run([*unshare, "true"], stderr=subprocess.DEVNULL).returncode != 0:
        print(f"# cannot hide the useless {NODE} from libvirt: each domain start will take a minute", file=sys.stderr)
        return
    sys.stdout.flush()
    os.execvp(unshare[0], [*unshare, *wrapper, sys.executable, *sys.orig_argv[1:]])
