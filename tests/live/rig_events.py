"""What libvirt says about domains, with the time; for tests of the rig, which run without the library."""

import threading
import time

import libvirt

AGENT_STATES = {1: "connected", 2: "disconnected"}
AGENT_REASONS = {0: "unknown", 1: "domain started", 2: "channel"}
LIFECYCLE = "defined undefined started suspended resumed stopped shutdown pmsuspended crashed".split()


def run_event_loop():
    """Runs libvirt's event loop on a thread. Call it before the first connection, never beside the library's own."""
    libvirt.virEventRegisterDefaultImpl()

    def run():
        while True:
            libvirt.virEventRunDefaultImpl()

    threading.Thread(target=run, daemon=True, name="libvirt-events").start()


class EventLog:
    """The events of all domains of a connection, in order: (seconds since the log began, domain, text)."""

    def __init__(self, connection):
        self.began = time.monotonic()
        self.entries = []
        for event, callback in (
            (libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE, self._on_lifecycle),
            (libvirt.VIR_DOMAIN_EVENT_ID_REBOOT, self._on_reboot),
            (libvirt.VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE, self._on_agent),
        ):
            connection.domainEventRegisterAny(None, event, callback, None)

    def _on_lifecycle(self, _connection, domain, event, detail, _opaque):
        self._add(domain, f"lifecycle {LIFECYCLE[event]} detail {detail}")

    def _on_reboot(self, _connection, domain, _opaque):
        self._add(domain, "reboot")

    def _on_agent(self, _connection, domain, state, reason, _opaque):
        self._add(domain, f"agent {AGENT_STATES[state]} ({AGENT_REASONS[reason]})")

    def _add(self, domain, text):
        self.entries.append((time.monotonic() - self.began, domain.name(), text))

    def mark(self):
        """A place in the log, for said() and since()."""
        return len(self.entries)

    def said(self, text, mark=0):
        """Whether an event from MARK on begins with TEXT."""
        return any(entry[2].startswith(text) for entry in self.entries[mark:])

    def since(self, mark=0):
        """The events from MARK on as text, one line each."""
        return "\n".join(f"{when:7.2f} s  {name}: {text}" for when, name, text in self.entries[mark:])
