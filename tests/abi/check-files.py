#!/usr/bin/env python3
"""Names every file and function that has grown too long, and every C file without a licence line.

    check-files.py [ROOT]

Exit status 1 when there is one.
"""

import ast
import re
import sys
from pathlib import Path

FOLDERS = ("bindings", "examples", "include", "libvmistate", "tests")
MAX_FILE = 500  # lines
MAX_FUNCTION = 60  # lines, from brace to brace or from def to the end
LICENCE = "/* SPDX-License-Identifier: LGPL-2.1-or-later */"

CODE = {".c", ".h", ".js", ".py", ".vala"}
# Inputs and goldens of tests are as long as they are.
DATA = ("tests/data", "tests/fuzz/corpus")


def is_script(path):
    if path.suffix:
        return False
    with path.open("rb") as file:
        return file.read(2) == b"#!"


def sources(root):
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root)
            if path.is_file() and not str(name).startswith(DATA):
                if path.suffix in CODE or path.name == "meson.build" or is_script(path):
                    yield path, name


def c_functions(text):
    """(name, lines) of the functions of a C file formatted as .clang-format has it."""
    lines = text.splitlines()
    start = None
    for number, line in enumerate(lines):
        if line == "{" and lines[number - 1].rstrip().endswith(")"):
            start = number
        elif line == "}" and start is not None:
            yield function_name(lines, start), number - start + 1
            start = None


def function_name(lines, brace):
    for line in reversed(lines[:brace]):
        named = re.match(r"(\w+) \(", line)
        if named:
            return named[1]
    return f"line {brace + 1}"


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.end_lineno - node.lineno + 1


def complaints(root):
    for path, name in sources(root):
        text = path.read_text()
        length = text.count("\n")
        if length > MAX_FILE:
            yield f"{name}: {length} lines, more than {MAX_FILE}"
        functions = []
        if path.suffix in (".c", ".h"):
            functions = c_functions(text)
            if not text.startswith(LICENCE):
                yield f"{name}: does not begin with {LICENCE}"
        elif path.suffix == ".py":
            functions = python_functions(text)
        for function, lines in functions:
            if lines > MAX_FUNCTION:
                yield f"{name}: {function} has {lines} lines, more than {MAX_FUNCTION}"


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()
    found = list(complaints(root))
    print("\n".join(found) or "no file and no function is too long")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
