"""A monitor of the library on a thread of its own, and a record of everything that it tells."""

import json
import os
import threading
import time
from typing import NamedTuple

import gi
from rig_wait import wait_for

gi.require_version("Vmistate", "0")
from gi.repository import GLib, Vmistate  # noqa: E402

STOP_TIMEOUT = 30  # seconds
CALL_TIMEOUT = 60


class State(NamedTuple):
    """What the tests look at in a status; None is what the status does not have."""

    phase: str
    ready: str | None
    paused: str | None  # the reason
    agent: str | None
    agent_reason: str | None
    stamp: str | None  # of the phase
    after_gap: bool
    os: str | None
    ip: str | None

    @classmethod
    def of(cls, status):
        ready, paused, agent = map(status.find_condition, ("Ready", "Paused", "AgentConnected"))
        stamp = status.find_stamp("phase", "domain")
        guest_os = status.get_guest_os_info()
        addresses = [interface.get_ip_address() for interface in status.get_interfaces() or []]
        return cls(
            phase=status.get_phase().value_nick,
            ready=ready and ready.get_status().value_nick,
            paused=paused and paused.get_reason(),
            agent=agent and agent.get_status().value_nick,
            agent_reason=agent and agent.get_reason(),
            stamp=stamp and stamp.get_state().value_nick,
            after_gap=stamp is not None and stamp.get_after_gap() == (True, True),
            os=guest_os and guest_os.get_id(),
            ip=next(filter(None, addresses), None),
        )


class Entry(NamedTuple):
    """One line of the record. `what` is a State, or text: added, removed, event NAME, log KIND, source STATE."""

    when: float
    about: str  # the name of a VMI, or the URI of a source
    what: object

    def matches(self, pattern):
        """PATTERN is text, or a dict with the members that a State must have."""
        if isinstance(pattern, dict):
            return isinstance(self.what, State) and pattern.items() <= self.what._asdict().items()
        return self.what == pattern

    def __str__(self):
        what = self.what
        if isinstance(what, State):
            what = " ".join(f"{name}={value}" for name, value in what._asdict().items() if value not in (None, False))
        return f"{self.when:7.2f} s  {self.about}: {what}"


class Watch:
    """Watches libvirt URIs from its making until close(), and the logs below directory LOGS.

    Everything but the methods of this class belongs to the watch's thread: use call().
    """

    def __init__(self, *uris, logs=None, **properties):
        self.began = time.monotonic()
        self.record = []
        self.logged = []  # records of logs, as JSON
        self._changed = threading.Condition()
        self._cursors = {}
        self._sources = {}
        self._open = True
        self._context = GLib.MainContext.new()
        self._loop = GLib.MainLoop.new(self._context, False)
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()
        self.call(lambda: self._start(uris, logs, properties))
        for uri in uris:
            # libvirt may only be opened elsewhere once the library runs its event loop.
            self.wait_until(lambda uri=uri: uri in self._sources, 30, f"a word from {uri}")

    def _run(self):
        self._context.push_thread_default()
        self._loop.run()
        self._context.pop_thread_default()

    def _start(self, uris, logs, properties):
        self.monitor = Vmistate.Monitor()
        self.monitor.connect("instance-added", self._on_added)
        self.monitor.connect("instance-changed", self._on_changed)
        self.monitor.connect("instance-removed", lambda _, instance: self._add(instance.get_name(), "removed"))
        self.monitor.connect("event", self._on_event)
        self.monitor.connect("sources-changed", self._on_sources_changed)
        for uri in uris:
            self.monitor.add_source(Vmistate.LibvirtSource(uri=uri, **properties))
        if logs is not None:
            source = Vmistate.LogSource.new(str(logs))
            source.set_lines_per_second(0)
            self.monitor.add_source(source)
        self.monitor.start_async(None, None)

    # What the monitor tells

    def _add(self, about, what):
        with self._changed:
            self.record.append(Entry(time.monotonic() - self.began, about, what))
            self._changed.notify_all()

    def _on_added(self, _monitor, instance):
        self._add(instance.get_name(), "added")
        self._add(instance.get_name(), State.of(instance.get_status()))

    def _on_changed(self, _monitor, instance, before, now):
        # Ages and what the tests do not look at are not in the record.
        if State.of(before) != State.of(now):
            self._add(instance.get_name(), State.of(now))

    def _on_event(self, _monitor, fact):
        told = json.loads(fact.to_json(Vmistate.Profile.TRUTH))
        if "log" in told:
            self._add(fact.get_name(), f"log {told['log']['kind']}")
            self.logged.append(told["log"])
        else:
            self._add(fact.get_name(), f"event {told['domainEvent']['name']}")

    def _on_sources_changed(self, monitor):
        for stamp in monitor.dup_source_stamps():
            uri = stamp.get_source().removeprefix("libvirt:")
            state = stamp.get_state().value_nick
            if stamp.get_part() == "source" and state != "UNKNOWN" and self._sources.get(uri) != state:
                self._sources[uri] = state
                self._add(uri, f"source {state}")

    # What tests do

    def call(self, function):
        """What FUNCTION returns on the watch's thread."""
        done, answer = threading.Event(), []

        def run():
            try:
                answer.append((function(), None))
            except Exception as error:  # for the caller
                answer.append((None, error))
            done.set()
            return GLib.SOURCE_REMOVE

        self._context.invoke_full(GLib.PRIORITY_DEFAULT, run)
        if not done.wait(CALL_TIMEOUT):
            raise TimeoutError("the watch's thread does not run what it is given")
        value, error = answer[0]
        if error is not None:
            raise error
        return value

    def wait_until(self, predicate, timeout, what):
        """Waits until PREDICATE gives something true, looking at it after each new entry."""
        with self._changed:
            if not (answer := self._changed.wait_for(predicate, timeout)):
                raise AssertionError(f"waited {timeout} s in vain for {what}; the record:\n{self}")
            return answer

    def expect(self, about, *patterns, timeout=30):
        """Waits until each of PATTERNS came in this order, after what was expected before; returns the last entry."""
        for number, pattern in enumerate(patterns):
            what = f"{about} {pattern} (number {number + 1} of what is expected)"
            entry = self.wait_until(lambda pattern=pattern: self._find(about, pattern), timeout, what)
        return entry

    def _find(self, about, pattern):
        for index in range(self._cursors.get(about, 0), len(self.record)):
            entry = self.record[index]
            if entry.about == about and entry.matches(pattern):
                self._cursors[about] = index + 1
                return entry
        return None

    def states(self, about, since=0.0):
        """The states of ABOUT told after SINCE seconds."""
        entries = list(self.record)
        return [entry.what for entry in entries if entry.about == about and entry.when >= since
                and isinstance(entry.what, State)]  # fmt: skip

    def now(self):
        return time.monotonic() - self.began

    def instance(self, name):
        """The one VMI called NAME; for use on the watch's thread."""
        [instance] = self.monitor.find_by_name(None, name)
        return instance

    def json(self, name):
        return self.call(lambda: self.instance(name).to_json(Vmistate.Profile.TRUTH))

    def ping(self, name, timeout):
        """(microseconds, excuse) of a ping, or GLib.Error."""
        return self._finish(lambda done: self.monitor.ping_async(self.instance(name), timeout * 1000, None, done),
                            self.monitor.ping_finish)  # fmt: skip

    def _finish(self, start, finish):
        done, results = threading.Event(), []

        def callback(_monitor, result):
            results.append(result)
            done.set()

        self.call(lambda: start(callback))
        if not done.wait(CALL_TIMEOUT):
            raise TimeoutError(f"no callback; the record:\n{self}")
        return self.call(lambda: finish(results[0]))

    def stop(self, cancellable=None):
        """Stops the monitor; whether nothing is left of it. GLib.Error if it was cancelled."""
        self._open = False
        return self._finish(lambda done: self.monitor.stop_async(cancellable, done), self.monitor.stop_finish)

    def close(self):
        """Stops, and ends the watch's thread. Safe to call again."""
        if not self._thread.is_alive():
            return
        if self._open:
            self.stop()
        self.call(self._loop.quit)
        self._thread.join(STOP_TIMEOUT)
        # For Python it has ended a moment before it has for the kernel.
        task = f"/proc/self/task/{self._thread.native_id}"
        wait_for(lambda: not os.path.exists(task), STOP_TIMEOUT, "the watch's thread to end")

    def __str__(self):
        return "\n".join(map(str, self.record)) or "(empty)"
