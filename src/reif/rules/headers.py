"""Which field each column of a list holds, by what its header says."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from reif.rules.catalogue import ATTRIBUTES
from reif.rules.header_names import (
    CHANGE_NAMES,
    EVENT_NAMES,
    LEAD_NAMES,
    NAME,
    OBJECTION_NAMES,
    PERSON_NAMES,
    REJECTED_BECAUSE,
    ROW_AS_READ,
)
from reif.rules.problems import shown

SOURCE = "import"
"""Where lists come from whose source nobody names."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "&": "and"})
_UNSPOKEN = re.compile(r"[^a-z0-9]+")


class Kind(StrEnum):
    """What a row of a list is."""

    LEADS = "leads"
    EVENTS = "events"
    CHANGES = "changes"
    OBJECTIONS = "objections"


_NAMES: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    Kind.LEADS: LEAD_NAMES,
    Kind.EVENTS: EVENT_NAMES,
    Kind.CHANGES: CHANGE_NAMES,
    Kind.OBJECTIONS: OBJECTION_NAMES,
}


class UnusableMapping(ValueError):
    """A mapping names what the list has not, or one field twice; the message says which."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list. `field`: what it holds; None: left out. `is_known`: the field is one that reif knows.

    A column that is not known is an own attribute (of leads) or property (of events) of its name.
    """

    header: str
    field: str | None
    is_known: bool


@lru_cache(maxsize=10_000)
def folded(header: str) -> str:
    """The header as it is compared: letters and digits alone, in lower case, umlauts as two letters."""
    text = unicodedata.normalize("NFC", header).casefold().translate(_UMLAUTS)
    plain = unicodedata.normalize("NFKD", text)
    return _UNSPOKEN.sub("", "".join(char for char in plain if not unicodedata.combining(char)))


_OURS = frozenset(folded(header) for header in (*REJECTED_BECAUSE.values(), *ROW_AS_READ.values()))
"""Columns of a list of rejects that say what was wrong: they are left out."""


def fields_of(kind: Kind) -> tuple[str, ...]:
    """The fields that reif knows in lists of that kind."""
    return tuple(_names(kind))


def detected(headers: Sequence[str], kind: Kind, mapping: Mapping[str, str | None] | None = None) -> tuple[Column, ...]:
    """The columns in their order. `mapping` (header: field, or None to leave it out) comes before what is detected.

    Of several headers that could mean one field the likeliest does; the others are columns of their own names. A name
    alone is the last name where there is a first name beside it. Columns without a name are left out. Raises
    UnusableMapping.
    """
    mapping = mapping or {}
    _check(headers, mapping)
    names = _names(kind)
    taken = {field for field in mapping.values() if field is not None}
    free = [header for header in headers if header not in mapping and folded(header)]
    open_names = {field: known for field, known in names.items() if field not in taken}
    found = _assigned(free, open_names)
    plain = next((header for header in free if folded(header) == NAME), None) if kind is Kind.LEADS else None
    known_fields = {*found.values(), *taken}
    if plain is not None and "first_name" in known_fields and "last_name" not in known_fields:
        found = _assigned([header for header in free if header != plain], open_names) | {plain: "last_name"}
    return tuple(_column(header, mapping, found, names) for header in headers)


def _column(
    header: str, mapping: Mapping[str, str | None], found: Mapping[str, str], names: Mapping[str, Sequence[str]]
) -> Column:
    if header in mapping:
        field = mapping[header]
        return Column(header, field, field in names)
    if header in found:
        return Column(header, found[header], is_known=True)
    if folded(header) in _OURS:
        return Column(header, None, is_known=False)
    return Column(header, header.strip() or None, is_known=False)


def _names(kind: Kind) -> dict[str, list[str]]:
    """The folded names of each field, the likeliest first."""
    of_kind = _NAMES[kind]
    german = {each.name: each.german_headers for each in ATTRIBUTES} if kind is Kind.LEADS else {}
    fields = dict.fromkeys([*PERSON_NAMES, *german, *of_kind])
    return {
        field: [
            folded(name)
            for name in (field, *PERSON_NAMES.get(field, ()), *german.get(field, ()), *of_kind.get(field, ()))
        ]
        for field in fields
    }


def _assigned(headers: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """header -> field: for each field the header that is likeliest; of equal ones the first."""
    found: dict[str, str] = {}
    for field, known in names.items():
        fitting = [header for header in headers if header not in found and folded(header) in known]
        if fitting:
            found[min(fitting, key=lambda header: (header != field, known.index(folded(header))))] = field
    return found


def _check(headers: Sequence[str], mapping: Mapping[str, str | None]) -> None:
    for header in mapping:
        if header not in headers:
            near = get_close_matches(header, headers, n=1)
            hint = f"; did you mean {shown(near[0])!r}?" if near else ""
            raise UnusableMapping(f"the mapping names the column {shown(header)!r}, which is not there{hint}")
    fields = [field for field in mapping.values() if field is not None]
    for field in fields:
        if fields.count(field) > 1:
            raise UnusableMapping(f"the mapping gives two columns to the field {shown(field)!r}")
