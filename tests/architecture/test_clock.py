"""Time is an argument: rules, engines, learning and the made-up world read no clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import SOURCE

ROOMS = ("rules", "engines", "learning", "simulation")

# `Model.score` and its sisters default to now: the edge of the library, like the command line for its users.
EDGE = {("engines/model.py", "_aware")}

CLOCKS = {"now", "utcnow", "today", "time_ns", "localtime", "gmtime", "current_timestamp", "current_date"}


def clocks(code: str) -> Iterator[str]:
    """The innermost function (or "") around each place where the code reads the time of day."""
    yield from _clocks(ast.parse(code), "")


def _clocks(node: ast.AST, function: str) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        function = node.name
    if _reads_a_clock(node):
        yield function
    for child in ast.iter_child_nodes(node):
        yield from _clocks(child, function)


def _reads_a_clock(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr=name) if name in CLOCKS:
            return True
        case ast.Attribute(value=ast.Name(id="time"), attr="time"):
            return True
        case ast.ImportFrom(module="time", names=names):
            return any(alias.name in CLOCKS | {"time"} for alias in names)
    return False


def test_no_clock_but_at_the_edge() -> None:
    found = {
        (file.relative_to(SOURCE).as_posix(), function)
        for room in ROOMS
        for file in sorted((SOURCE / room).rglob("*.py"))
        for function in clocks(file.read_text())
    }
    assert found == EDGE


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "date.today()",
        "time.time()",
        "from time import time",
        "field(default_factory=datetime.now)",
        "ibis.now()",
        "time.time_ns()",
    ],
)
def test_clocks_are_seen(line: str) -> None:
    assert list(clocks(f"def f():\n    {line}\n")) == ["f"]


def test_a_time_that_was_given_is_no_clock() -> None:
    assert not list(clocks("from datetime import time\nat.time(); column.time(); time.perf_counter(); time(12, 30)"))


def test_rooms_exist() -> None:
    assert [room for room in ROOMS if not Path(SOURCE / room).is_dir()] == []
