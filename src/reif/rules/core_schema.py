"""What a plain YAML scalar means: the core schema of YAML 1.2.

Source: YAML 1.2.2, section 10.3.2. `NO`, `12:30`, `1_000`, `0b1` and dates are texts there.
"""

import math
import re
from dataclasses import dataclass
from typing import TypeAlias

_NULL = re.compile(r"null|Null|NULL|~|")
_BOOLEAN = re.compile(r"(true|True|TRUE)|false|False|FALSE")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL_OR_HEXADECIMAL = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)\.(inf|Inf|INF)")
_NOT_A_NUMBER = re.compile(r"\.(nan|NaN|NAN)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a double (infinite if beyond its range), and whether it was written as an integer."""

    value: float
    is_integer: bool


Value: TypeAlias = bool | Number | str | None


def plain_value(written: str) -> Value:
    """The value of a scalar written without quotes; what is none of the core schema's other kinds is a text."""
    if _NULL.fullmatch(written):
        return None
    if found := _BOOLEAN.fullmatch(written):
        return found.group(1) is not None
    if _INTEGER.fullmatch(written):
        return Number(float(written), is_integer=True)
    if _OCTAL_OR_HEXADECIMAL.fullmatch(written):
        return Number(_as_double(int(written, 0)), is_integer=True)
    if _DECIMAL.fullmatch(written):
        return Number(float(written), is_integer=False)
    if found := _INFINITE.fullmatch(written):
        return Number(-math.inf if found.group(1) == "-" else math.inf, is_integer=False)
    return Number(math.nan, is_integer=False) if _NOT_A_NUMBER.fullmatch(written) else written


def _as_double(whole: int) -> float:
    try:
        return float(whole)
    except OverflowError:
        return math.inf


def is_of_kind(value: Value, kind: str) -> bool:
    """Whether the value is of the core schema's `null`, `bool`, `int` or `float`."""
    match kind:
        case "null":
            return value is None
        case "bool":
            return isinstance(value, bool)
        case "int":
            return isinstance(value, Number) and value.is_integer
        case "float":
            return isinstance(value, Number)
    return False
