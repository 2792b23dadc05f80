#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The same as scenario.c, and prints the same. Usage: scenario.py STEPS"""

import sys
from pathlib import Path

import gi

gi.require_version("Vmistate", "0")
from gi.repository import GLib, Vmistate  # noqa: E402


class Scenario:
    def __init__(self, steps):
        self.steps = iter(steps)
        self.loop = GLib.MainLoop()
        self.source = Vmistate.ScriptedSource.new("script")
        self.monitor = Vmistate.Monitor()
        self.monitor.connect("instance-added", self.on_added)
        self.monitor.connect("instance-changed", self.on_changed)
        self.monitor.connect("instance-removed", self.on_removed)
        self.monitor.connect("sources-changed", self.on_sources_changed)
        self.monitor.add_source(self.source)

    def run(self):
        try:
            self.source.add_json("{}")
        except GLib.Error as error:
            if error.matches(Vmistate.error_quark(), Vmistate.Error.INVALID_DATA):
                print("rejected:", error.message)
        self.add_step()
        self.monitor.start_async(None, self.on_started)
        self.loop.run()

    def add_step(self):
        for line in next(self.steps, "").splitlines():
            self.source.add_json(line)

    def on_started(self, monitor, result):
        monitor.start_finish(result)
        print("started")

    def on_added(self, monitor, instance):
        print(f"added {instance.namespace}/{instance.name} {instance.uid}, {len(monitor)} in the list")
        print_status(instance.status)
        self.add_step()

    def on_changed(self, monitor, instance, old, new):
        print(f"changed {instance.name}: {old.diff(new)[0]} first")
        print_status(new)
        self.add_step()

    def on_removed(self, monitor, instance):
        print(f"removed {instance.name}, {len(monitor)} in the list")
        monitor.stop_async(None, self.on_stopped)

    def on_sources_changed(self, monitor):
        for stamp in monitor.source_stamps:
            print(f"source {stamp.source} {stamp.state.value_nick.upper()}: {stamp.error or '-'}")

    def on_stopped(self, monitor, result):
        monitor.stop_finish(result)
        print("stopped")
        self.loop.quit()


def print_status(status):
    stamp = status.find_stamp("phase", None)
    print(f"  phase {status.phase.value_nick.upper()} on {status.node_name}, {stamp.state.value_nick.upper()}")
    for condition in status.conditions:
        since = condition.last_transition_time.format("%T")
        print(f"  {condition.condition_type}={condition.status.value_nick.upper()} {condition.reason or '-'} since {since}")
    for interface in status.interfaces:
        print(f"  interface {interface.name} {', '.join(interface.ip_addresses) or '-'} ({interface.info_source})")
    print(f"  sockets {status.current_cpu_topology.sockets}")
    print(f"  memory {status.memory.guest_current}")
    print(f"  vsock {'-' if status.vsock_cid is None else 'yes'}")
    print(f"  os {status.guest_os_info.pretty_name if status.guest_os_info else '-'}")


if __name__ == "__main__":
    Scenario(Path(sys.argv[1]).read_text().split("\n\n")).run()
