"""Reading typed values out of a tree of nodes: what does not fit becomes a problem, and a stand-in goes on."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from reif.rules.core_schema import Number
from reif.rules.problems import Problem, shown
from reif.rules.values import is_missing
from reif.rules.yaml_nodes import Mapping, Node, Scalar, Sequence, Unusable

_LONGEST_COMPARED = 40
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+")


class Findings:
    """The problems found so far in one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def add(self, line: int, key: str, message: str) -> None:
        self.problems.append(Problem(self.file, line, key, message))


@dataclass(frozen=True, slots=True)
class Place:
    """A node, the key that leads to it and the line where that stands, and where its problems go."""

    node: Node
    key: str
    line: int
    findings: Findings

    def reject(self, message: str) -> None:
        self.findings.add(self.line, self.key, message)

    def expected(self, what: str) -> None:
        self.reject(f"expected {what}, found {describe(self.node)}")

    def missing(self, name: str, why: str) -> None:
        self.findings.add(self.line, self.member(name), f"missing; {why}")

    def member(self, name: str) -> str:
        """The key of a member of this mapping."""
        written = name if _PLAIN_KEY.fullmatch(name) else f'"{shown(name)}"'
        return f"{self.key}.{written}" if self.key else written


def describe(node: Node) -> str:
    """The node in words, as a problem names what it found."""
    match node:
        case Unusable(found=found):
            return found
        case Mapping():
            return "a mapping"
        case Sequence(items=items):
            return "a list" if items else "an empty list"
        case Scalar(value=None):
            return "nothing (null)"
        case Scalar(written=written, value=bool()):
            return f"the boolean {written}"
        case Scalar(written=written, value=Number()):
            return f"the number {shown(written)}"
        case Scalar(written=written):
            return f'the text "{shown(written)}"'


def mapping(place: Place, what: str, accepted: Iterable[str], required: Iterable[str] = ()) -> dict[str, Place] | None:
    """The accepted members of a mapping; None if the node is another thing. `what` names it: "a rule of fit"."""
    members = open_mapping(place, "a mapping")
    if members is None:
        return None
    accepted = tuple(accepted)
    for name in [name for name in members if name not in accepted]:
        stray = members.pop(name)
        nearest = get_close_matches(name[:_LONGEST_COMPARED], accepted, n=1)
        hint = f"did you mean {nearest[0]}? " if nearest else ""
        stray.reject(f"unknown key; {hint}{what} takes {', '.join(accepted)}")
    for name in required:
        if name not in members:
            place.missing(name, f"{what} needs {', '.join(required)}")
    return members


def open_mapping(place: Place, what: str) -> dict[str, Place] | None:
    """The members of a mapping whose keys are free texts; None if the node is another thing."""
    if not isinstance(place.node, Mapping):
        place.expected(what)
        return None
    members: dict[str, Place] = {}
    for key, value in place.node.pairs:
        if not (isinstance(key, Scalar) and isinstance(key.value, str)):
            place.findings.add(key.line, place.key, f"expected a text as key, found {describe(key)}")
        elif key.value in members:
            where = f"first in line {members[key.value].line}"
            place.findings.add(key.line, place.member(key.value), f"given twice, {where}; expected once")
        else:
            members[key.value] = Place(value, place.member(key.value), key.line, place.findings)
    return members


def items(place: Place | None, what: str) -> list[Place]:
    """The items of a list, each with its position from 1 as key; none if it was left out."""
    if place is None:
        return []
    if not isinstance(place.node, Sequence):
        place.expected(what)
        return []
    return [
        Place(node, f"{place.key}[{position}]", node.line, place.findings)
        for position, node in enumerate(place.node.items, start=1)
    ]


def number(
    place: Place | None,
    default: float,
    what: str = "a finite number",
    fits: Callable[[float], bool] = lambda value: True,
) -> float:
    """A finite number that fits; the default if it was left out."""
    if place is None:
        return default
    value = place.node.value if isinstance(place.node, Scalar) else None
    if isinstance(value, Number) and math.isfinite(value.value) and fits(value.value):
        return value.value
    place.expected(what)
    return default


def whole_number(place: Place | None, default: int, low: int, high: int) -> int:
    """An integer within the bounds, written as one."""
    if place is None:
        return default
    value = place.node.value if isinstance(place.node, Scalar) else None
    if isinstance(value, Number) and value.is_integer and low <= value.value <= high:
        return int(value.value)
    place.expected(f"a whole number from {low} to {high}")
    return default


def text(place: Place | None, default: str = "", what: str = "a text", *, blank: bool = False) -> str:
    """A text, by default one that is not blank."""
    if place is None:
        return default
    value = place.node.value if isinstance(place.node, Scalar) else None
    if isinstance(value, str) and (blank or not is_missing(value)):
        return value
    if value is None or isinstance(value, str):
        place.expected(what)
    else:
        assert isinstance(place.node, Scalar)
        place.reject(f'expected {what}, found {describe(place.node)}; in quotes it is a text: "{place.node.written}"')
    return default
