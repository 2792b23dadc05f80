#!/usr/bin/env python3
"""Proves that the checkers beside it can fail: each is given a small tree with one fault."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import tap

HERE = Path(__file__).resolve().parent
LICENCE = "/* SPDX-License-Identifier: LGPL-2.1-or-later */\n"
HEADER_LISTS = """
model_headers = files('vmistate-phase.h')
monitor_headers = files('vmistate-monitor.h')
http_headers = files('vmistate-http-server.h')
"""


class Checker(unittest.TestCase):
    program = None

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = Path(directory.name)
        self.write("include/vmistate/meson.build", HEADER_LISTS)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def run_checker(self, *arguments):
        command = [sys.executable, HERE / self.program, *(arguments or [self.root])]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        return done.returncode, done.stdout


class Arrows(Checker):
    program = "check-arrows.py"

    def includes(self, source, *lines):
        self.write(source, LICENCE + "".join(f"#include {line}\n" for line in lines))
        return self.run_checker()

    def assert_forbidden(self, source, line):
        status, said = self.includes(source, line)
        self.assertEqual(status, 1, said)
        self.assertIn(f"may not include {line[1:-1]}", said)

    def assert_allowed(self, source, *lines):
        status, said = self.includes(source, *lines)
        self.assertEqual(status, 0, said)

    def test_model_is_pure(self):
        for line in ("<gio/gio.h>", "<libvirt/libvirt.h>", "<unistd.h>", "<time.h>", "<libsoup/soup.h>",
                     "<vmistate/vmistate-monitor.h>"):
            self.assert_forbidden("libvmistate/model/a.c", line)
        self.assert_allowed("libvmistate/model/a.c", '"config.h"', "<string.h>", "<json-glib/json-glib.h>",
                            "<vmistate/vmistate-phase.h>")

    def test_derive_knows_the_model_alone(self):
        self.write("libvmistate/monitor/fleet.h", LICENCE)
        self.write("libvmistate/model/fact.h", LICENCE)
        self.assert_forbidden("libvmistate/derive/a.c", '"monitor/fleet.h"')
        self.assert_forbidden("libvmistate/derive/a.c", "<gio/gio.h>")
        self.assert_allowed("libvmistate/derive/a.c", '"model/fact.h"')

    def test_sources_do_not_know_each_other(self):
        for header in ("agent/agent-poller.h", "agent/agent-job.h", "libvirt/rpc.h", "source-id.h"):
            self.write(f"libvmistate/sources/{header}", LICENCE)
        self.assert_forbidden("libvmistate/sources/agent/a.c", '"sources/libvirt/rpc.h"')
        self.assert_forbidden("libvmistate/sources/agent/a.c", '"../libvirt/rpc.h"')
        self.assert_allowed("libvmistate/sources/agent/a.c", '"agent-job.h"', '"sources/source-id.h"')
        self.assert_forbidden("libvmistate/sources/libvirt/a.c", '"sources/agent/agent-job.h"')
        self.assert_allowed("libvmistate/sources/libvirt/a.c", '"sources/agent/agent-poller.h"')

    def test_sources_do_not_know_the_monitor(self):
        self.write("libvmistate/monitor/fleet.h", LICENCE)
        self.assert_forbidden("libvmistate/sources/agent/a.c", '"monitor/fleet.h"')
        self.assert_allowed("libvmistate/sources/agent/a.c", "<vmistate/vmistate-monitor.h>")

    def test_http_is_the_only_one_with_a_network(self):
        self.write("libvmistate/model/fact.h", LICENCE)
        self.assert_forbidden("libvmistate/monitor/a.c", "<libsoup/soup.h>")
        self.assert_forbidden("libvmistate/monitor/a.c", "<vmistate/vmistate-http-server.h>")
        self.assert_forbidden("libvmistate/http/b.c", '"model/fact.h"')
        (self.root / "libvmistate/monitor/a.c").unlink()
        self.assert_allowed("libvmistate/http/b.c", "<libsoup/soup.h>", "<vmistate/vmistate-monitor.h>")

    def test_public_headers(self):
        self.assert_forbidden("include/vmistate/vmistate-phase.h", "<vmistate/vmistate-monitor.h>")
        self.assert_forbidden("include/vmistate/vmistate-phase.h", "<json-glib/json-glib.h>")
        self.assert_allowed("include/vmistate/vmistate-phase.h", "<glib-object.h>")

    def test_a_header_that_is_nowhere(self):
        status, said = self.includes("libvmistate/model/a.c", '"lost.h"')
        self.assertEqual(status, 1)
        self.assertIn("lost.h is nowhere", said)


class Files(Checker):
    program = "check-files.py"

    def assert_complaint(self, complaint):
        status, said = self.run_checker()
        self.assertEqual(status, 1, said)
        self.assertIn(complaint, said)

    def test_long_file(self):
        self.write("examples/a.js", "x;\n" * 500)
        self.assertEqual(self.run_checker()[0], 0)
        self.write("examples/a.js", "x;\n" * 501)
        self.assert_complaint("examples/a.js: 501 lines")

    def test_long_c_function(self):
        function = LICENCE + "static void\nquick (int a)\n{\n%s}\n"
        self.write("libvmistate/model/a.c", function % ("  a++;\n" * 58))
        self.assertEqual(self.run_checker()[0], 0)
        self.write("libvmistate/model/a.c", function % ("  a++;\n" * 59))
        self.assert_complaint("libvmistate/model/a.c: quick has 61 lines")

    def test_long_python_function(self):
        self.write("tests/a.py", "def slow():\n" + "    pass\n" * 60)
        self.assert_complaint("tests/a.py: slow has 61 lines")

    def test_licence(self):
        self.write("include/vmistate/a.h", "#pragma once\n")
        self.assert_complaint("include/vmistate/a.h: does not begin with")


GIR = """<repository xmlns="http://www.gtk.org/introspection/core/1.0"
    xmlns:c="http://www.gtk.org/introspection/c/1.0" xmlns:glib="http://www.gtk.org/introspection/glib/1.0">
  <class name="A" version="0.1" glib:get-type="vmistate_a_get_type">
    <method name="x" c:identifier="vmistate_a_x" version="0.1"/>
    <method name="y" c:identifier="vmistate_a_y" version="0.2"/>
  </class>
</repository>"""
HEADER = """
VMISTATE_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (VmistateA, vmistate_a, VMISTATE, A, GObject)
VMISTATE_AVAILABLE_IN_0_1
void vmistate_a_x (VmistateA *self);
VMISTATE_AVAILABLE_IN_0_2
void vmistate_a_y (VmistateA *self,
                   int more);
"""
LIBRARY = """
void vmistate_a_get_type (void) {}
void vmistate_a_x (void) {}
void vmistate_a_y (void) {}
void vmistate_a_z (void) {}
"""


class Map(Checker):
    program = "check-map.py"

    def setUp(self):
        super().setUp()
        self.gir, self.map, self.library = (self.root / name for name in ("A.gir", "liba.map", "liba.so"))
        self.write("A.gir", GIR)
        self.write("include/a.h", HEADER)
        self.write("a.c", LIBRARY)
        self.run_checker("--update", self.gir, self.map)
        self.link(self.map.read_text())

    def link(self, version_script):
        self.write("linked.map", version_script)
        subprocess.run(["cc", "-shared", "-fPIC", f"-Wl,--version-script={self.root / 'linked.map'}",
                        "-o", self.library, self.root / "a.c"], check=True)

    def assert_points(self, expected, complaint=""):
        status, said = self.run_checker(self.gir, self.map, self.library, self.root / "include/a.h")
        points = [line.startswith("ok") for line in said.splitlines() if line.startswith(("ok", "not ok"))]
        self.assertEqual(points, expected, said)
        self.assertEqual(status, 0 if all(expected) else 1)
        self.assertIn(complaint, said)

    def test_all_agree(self):
        self.assert_points([True, True, True, True])
        self.assertIn("LIBA_0_2 {\n  global:\n    vmistate_a_y;\n} LIBA_0_1;", self.map.read_text())

    def test_no_since(self):
        self.write("A.gir", GIR.replace('vmistate_a_x" version="0.1"', 'vmistate_a_x"'))
        self.assert_points([False, False, True, False], "vmistate_a_x: no Since")

    def test_map_is_old(self):
        self.write("A.gir", GIR.replace("</class>", '<method name="n" c:identifier="vmistate_a_n" version="0.2"/></class>'))
        self.assert_points([True, False, True, False], "vmistate_a_n: absent in the map")

    def test_library_exports_more(self):
        self.link(self.map.read_text().replace("vmistate_a_x;", "vmistate_a_x; vmistate_a_z;"))
        self.assert_points([True, True, False, True], "vmistate_a_z: LIBA_0_1 in the library")

    def test_header_promises_another_version(self):
        self.write("include/a.h", HEADER.replace("IN_0_2", "IN_0_1"))
        self.assert_points([True, True, True, False], "vmistate_a_y: LIBA_0_1 in the headers")


del Checker

if __name__ == "__main__":
    tap.main()
