#!/usr/bin/env python3
"""Reads every #include of the library and names each arrow that its layers forbid.

    check-arrows.py [ROOT]

The layers and what each may include are the table below; doc/overview.md says why. Exit status 1
when there is a forbidden arrow.
"""

import re
import sys
from pathlib import Path

# What each layer may name, besides its own files.
#   a layer     its internal headers
#   public:X    the public headers of layer X; public: all of libvmistate
#   libraries   glib, gio, json-glib, libvirt, libsoup
#   c           all of the C library; pure-c: only what neither does I/O nor asks for the time
ALLOWED = {
    "model": {"public:model", "glib", "json-glib", "pure-c"},
    "derive": {"model", "public:model", "glib", "json-glib", "pure-c"},
    "monitor": {"model", "derive", "public", "glib", "gio", "json-glib", "c"},
    "sources": {"model", "public", "glib", "gio", "json-glib", "libvirt", "c"},
    "telemetry": {"model", "public", "glib", "pure-c"},
    "http": {"public", "public:http", "glib", "gio", "json-glib", "libsoup", "c"},
}

# The same for the public headers of a layer: what they name, every program gets.
ALLOWED_IN_PUBLIC = {
    "model": {"public:model", "glib"},
    "monitor": {"public", "glib", "gio"},
    "sources": {"public", "glib", "gio"},
    "telemetry": {"public", "glib"},
    "http": {"public", "public:http", "glib", "gio"},
    "umbrella": {"public"},
    "umbrella-http": {"public", "public:http"},
}

# Single arrows that the table does not give: a file or folder, and what it may name too.
EXCEPTIONS = {
    # inet_pton() and inet_ntop() read and write addresses; nothing else of it is pure.
    ("derive/ip.c", "arpa/inet.h"),
    # A libvirt connection carries the agents of its domains.
    ("sources/libvirt", "sources/agent/agent-poller.h"),
}

LIBRARIES = {
    "glib": r"glib(-object|-unix)?\.h|(glib|gobject)/.*|gmodule\.h",
    "gio": r"gio/.*",
    "json-glib": r"json-glib/.*",
    "libvirt": r"libvirt/.*",
    "libsoup": r"libsoup/.*",
    "pure-c": r"(assert|ctype|errno|float|inttypes|limits|math|stdarg|stddef|stdint|stdlib|string)\.h",
}

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^">]+)[">]', re.MULTILINE)
GENERATED = {"config.h", "vmistate-version.h"}


def public_layers(root):
    """Public header -> its layer, from the lists in include/vmistate/meson.build."""
    lists = (root / "include/vmistate/meson.build").read_text()
    layers = {
        "vmistate-macros.h": "model",
        "vmistate-version.h": "model",
        "vmistate.h": "umbrella",
        "vmistate-http.h": "umbrella-http",
    }
    for layer, names in re.findall(r"^(\w+)_headers = files\((.*?)\)", lists, re.DOTALL | re.MULTILINE):
        layers.update({name: layer for name in re.findall(r"'([^']+)'", names)})
    return layers


def kind_of(path):
    """The folder that owns an internal file: a layer, or sources/<kind>."""
    parts = Path(path).parts
    return "/".join(parts[:2]) if parts[0] == "sources" and len(parts) > 2 else parts[0]


def names(allowed, target):
    """Whether a set of words of the table covers TARGET, which is no internal header."""
    if target in ("public:http", "public:umbrella-http"):
        return "public:http" in allowed
    if target.startswith("public:"):
        return "public" in allowed or target in allowed
    return target in allowed or (target == "pure-c" and "c" in allowed)


class Tree:
    def __init__(self, root):
        self.library = root / "libvmistate"
        self.headers = root / "include/vmistate"
        self.public = public_layers(root)

    def target_of(self, source, mark, name):
        """What an #include in SOURCE names: one word of the table, or None when nothing is there."""
        if name in GENERATED:
            return "own"
        if name.startswith("vmistate/"):
            layer = self.public.get(name.removeprefix("vmistate/"))
            return layer and f"public:{layer}"
        if mark == '"':
            for place in (self.library / source.parent, self.library):
                if (place / name).is_file():
                    return str((place / name).resolve().relative_to(self.library))
            return None
        for library, pattern in LIBRARIES.items():
            if re.fullmatch(pattern, name):
                return library
        return "c"

    def is_allowed(self, source, name, target):
        layer, kind = source.parts[0], kind_of(source)
        if target == "own" or (str(source), name) in EXCEPTIONS or (kind, target) in EXCEPTIONS:
            return True
        if not target.endswith(".h"):
            return names(ALLOWED[layer], target)
        there = kind_of(target)
        # What lies in sources/ itself is shared by all kinds of sources.
        return there in (kind, layer) or there in ALLOWED[layer]

    def complaints(self):
        for path in sorted(self.library.rglob("*.[ch]")):
            source = path.relative_to(self.library)
            if source.parts[0] not in ALLOWED:
                yield f"{source}: not in a layer"
                continue
            for mark, name in INCLUDE.findall(path.read_text()):
                target = self.target_of(source, mark, name)
                if target is None:
                    yield f"{source}: {name} is nowhere"
                elif not self.is_allowed(source, name, target):
                    yield f"{source}: may not include {name}"

    def public_complaints(self):
        for path in sorted(self.headers.glob("*.h")):
            layer = self.public.get(path.name)
            if layer is None:
                yield f"{path.name}: not in a list of include/vmistate/meson.build"
                continue
            for mark, name in INCLUDE.findall(path.read_text()):
                target = self.target_of(Path(path.name), mark, name)
                if target != "own" and not names(ALLOWED_IN_PUBLIC[layer], target or "nowhere"):
                    yield f"{path.name}: may not include {name}"


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()
    tree = Tree(root)
    complaints = [*tree.complaints(), *tree.public_complaints()]
    print("\n".join(complaints) or "every include follows the table")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
