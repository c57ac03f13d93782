"""Files: small, and named by what they are about."""

import ast

from tests.architecture.tree import ROOT, committed, name_of, text_of

MODULES = committed("src/*.py")

LINES_AT_MOST = 400
BYTES_AT_MOST = 1_000_000
BINARY_BYTES_AT_MOST = 250_000  # the compiled catalogue of German words is the largest
NAMES_THAT_SAY_NOTHING = {"base", "common", "core", "helper", "helpers", "lib", "misc", "shared", "util", "utils"}

NAMED_BY_DJANGO = {"src/reif/records/sqlite/base.py", "tests/records/sqlite/test_base.py"}


def test_source_files_are_small() -> None:
    by_hand = [file for file in MODULES if file.parent.name != "migrations"]  # those Django writes
    long = {name_of(file): lines for file in by_hand if (lines := file.read_text().count("\n")) > LINES_AT_MOST}
    assert not long, f"over {LINES_AT_MOST} lines"


def test_names_say_something() -> None:
    vague = [
        name_of(file)
        for file in committed("*.py")
        if name_of(file) not in NAMED_BY_DJANGO
        and NAMES_THAT_SAY_NOTHING & {part.removesuffix(".py").strip("_") for part in file.relative_to(ROOT).parts}
    ]
    assert not vague


def test_modules_say_what_they_are_about() -> None:
    silent = [name_of(file) for file in MODULES if ast.get_docstring(ast.parse(file.read_text())) is None]
    assert not silent, "no docstring"


def test_nothing_large_is_committed() -> None:
    large = {
        name_of(file): file.stat().st_size
        for file in committed()
        if file.stat().st_size > (BYTES_AT_MOST if text_of(file) is not None else BINARY_BYTES_AT_MOST)
    }
    assert not large


def test_every_package_has_an_init() -> None:
    without = {name_of(file.parent) for file in MODULES if not (file.parent / "__init__.py").exists()}
    assert not without
