#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A source written in Python: facts from a thread, signals in the main context, without overrides."""

import threading
import unittest

import gi
import tap

gi.require_version("Vmistate", "0")
from gi.repository import GLib, GObject, Vmistate  # noqa: E402

LIVE = '{"source": "python", "observedAt": "2026-01-01T00:00:00Z", "sourceReport": {"state": "LIVE"}}'
RUNNING = ('{"source": "python", "name": "vm", "uid": "1", "observedAt": "2026-01-01T00:00:00Z",'
           ' "domainState": {"state": 1, "reason": 1}}')


class ThreadSource(GObject.Object, Vmistate.Source):
    def do_get_id(self):
        return "python"

    def do_start(self, sink):
        self.thread = threading.Thread(target=self.observe, args=[sink])
        self.thread.start()
        return True

    @staticmethod
    def observe(sink):
        for fact in (RUNNING, LIVE):
            sink.emit(Vmistate.Fact.new_from_json(fact, -1))


class Source(unittest.TestCase):
    def setUp(self):
        self.loop = GLib.MainLoop()
        self.failsafe = GLib.timeout_add_seconds(20, self.loop.quit)
        self.addCleanup(GLib.source_remove, self.failsafe)

    def test_facts_from_a_thread(self):
        seen = []
        monitor = Vmistate.Monitor()
        monitor.connect("instance-added", lambda _, instance: seen.append((instance, threading.current_thread())))
        monitor.connect("notify::synced", lambda *_: self.loop.quit())
        source = ThreadSource()
        self.assertTrue(monitor.add_source(source))
        monitor.start_async(None, lambda m, result: m.start_finish(result))
        self.loop.run()
        source.thread.join()

        self.assertEqual([(i.get_name(), thread) for i, thread in seen], [("vm", threading.main_thread())])
        self.assertEqual(monitor.lookup("1").get_status().get_phase(), Vmistate.Phase.RUNNING)
        self.stop(monitor)

    def test_ping_is_unsupported_without_a_ping_function(self):
        answers = []

        def on_answer(source, result):
            with self.assertRaises(GLib.Error) as caught:
                source.ping_finish(result)
            answers.append(caught.exception.matches(Vmistate.error_quark(), Vmistate.Error.UNSUPPORTED))
            self.loop.quit()

        ThreadSource().ping_async("1", 100, None, on_answer)
        self.loop.run()
        self.assertEqual(answers, [True])

    def stop(self, monitor):
        stopped = []

        def on_stopped(it, result):
            stopped.append(it.stop_finish(result))
            self.loop.quit()

        monitor.stop_async(None, on_stopped)
        self.loop.run()
        self.assertEqual(stopped, [True])


if __name__ == "__main__":
    tap.main()
