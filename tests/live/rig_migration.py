"""Two hosts and a guest that moves between them."""

import os
import signal
import threading
from contextlib import ExitStack

import libvirt
from rig_libvirtd import LOOPBACK, PrivateLibvirtd
from rig_wait import wait_for

MIGRATE_TIMEOUT = 120  # seconds
ARRIVED = (libvirt.VIR_DOMAIN_EVENT_RESUMED, libvirt.VIR_DOMAIN_EVENT_RESUMED_MIGRATED)
LIVE = libvirt.VIR_MIGRATE_LIVE | libvirt.VIR_MIGRATE_PEER2PEER | libvirt.VIR_MIGRATE_UNSAFE


class Migration(threading.Thread):
    """One migration, begun when this is made. `error` is what libvirt says of it, once it has ended."""

    def __init__(self, domain, target, flags=0, bandwidth=None):
        super().__init__(name="migration", daemon=True)
        self._domain, self._target, self._flags = domain, target, flags
        self._parameters = {
            libvirt.VIR_MIGRATE_PARAM_URI: f"tcp://{LOOPBACK}",
            libvirt.VIR_MIGRATE_PARAM_LISTEN_ADDRESS: LOOPBACK,
        }
        if bandwidth is not None:
            self._parameters[libvirt.VIR_MIGRATE_PARAM_BANDWIDTH] = bandwidth
        self.error = None
        self.start()

    def run(self):
        try:
            self._domain.migrateToURI3(self._target.uri, self._parameters, LIVE | self._flags)
        except libvirt.libvirtError as error:
            self.error = error

    def wait(self):
        """Waits for the end; returns what went wrong, or None."""
        self.join(MIGRATE_TIMEOUT)
        if self.is_alive():
            raise TimeoutError(f"the migration has not ended within {MIGRATE_TIMEOUT} s")
        return self.error


class TwoHosts(ExitStack):
    """Two private daemons, node-a and node-b, each with a connection of the test's own."""

    def __init__(self, guest):
        super().__init__()
        self.nodes = [self.enter_context(PrivateLibvirtd(guest, name)) for name in ("node-a", "node-b")]
        self._connections = {}

    def connection(self, node):
        """Made at the first call: libvirt's event loop must be there by then."""
        if node not in self._connections or not self._connections[node].isAlive():
            self._connections[node] = libvirt.open(node.uri)
        return self._connections[node]

    def domain(self, node, name):
        return self.connection(node).lookupByName(name)

    def other(self, node):
        return self.nodes[1 - self.nodes.index(node)]

    def migrate(self, node, name, **options):
        """Begins to move the guest away from NODE."""
        return Migration(self.domain(node, name), self.other(node), **options)

    def kill_qemu(self, node, name):
        """Kills the QEMU process of the guest on NODE."""
        os.kill(node.qemu_pid(name), signal.SIGKILL)

    def kill_on_arrival(self, node, pid):
        """Kills process PID as soon as a guest runs on NODE: the other host has not cleaned up by then."""

        def callback(_connection, _domain, event, detail, _opaque):
            if (event, detail) == ARRIVED:
                os.kill(pid, signal.SIGKILL)

        self.connection(node).domainEventRegisterAny(None, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE, callback, None)

    def wait_for_bytes(self, node, name, count):
        """Waits until the migration away from NODE has sent COUNT bytes."""
        domain = self.domain(node, name)
        wait_for(lambda: domain.jobStats().get(libvirt.VIR_DOMAIN_JOB_DATA_PROCESSED, 0) >= count, MIGRATE_TIMEOUT,
                 f"{count} bytes to be sent")  # fmt: skip

    def close(self):
        for connection in self._connections.values():
            connection.close()
        self._connections = {}
        super().close()
