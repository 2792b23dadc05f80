#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints every VM of a libvirt URI and every change of it: watch.py qemu:///system"""

import sys

import gi

gi.require_version("Vmistate", "0")
from gi.repository import GLib, Vmistate  # noqa: E402


def show(what, instance):
    status = instance.get_status()
    agent = status.find_condition("AgentConnected")
    name = f"{instance.get_namespace()}/{instance.get_name()}"
    phase = status.get_phase().value_nick
    print(f"{what} {name} {phase}, agent: {agent.get_reason() if agent else 'unknown'}", flush=True)


monitor = Vmistate.Monitor()
monitor.connect("instance-added", lambda _, instance: show("+", instance))
monitor.connect("instance-changed", lambda _, instance, old, new: show(" ", instance))
monitor.connect("instance-removed", lambda _, instance: show("-", instance))
monitor.add_source(Vmistate.LibvirtSource.new(sys.argv[1] if len(sys.argv) > 1 else "qemu:///system"))
monitor.start_async(None, lambda it, result: it.start_finish(result))
GLib.MainLoop().run()
