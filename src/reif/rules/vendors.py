"""Which system a list was exported from, by its headers, and what that system means by them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reif.rules.headers import Kind, folded
from reif.rules.vendor_headers import ATTENDANCE, VENDORS


@dataclass(frozen=True, slots=True)
class Origin:
    """`name`: of the system, as people call it. `mapping`: header -> field, None where the column is left out."""

    name: str
    mapping: Mapping[str, str | None]


def origin(headers: Sequence[str], kind: Kind) -> Origin | None:
    """Where a list of leads, or of attendance, comes from; None: nothing tells.

    A system is known by a set of headers that all stand in the list, and of several by the largest set. Of several
    columns that it could mean by one field the first that it names counts; the others stay as they are.
    """
    present = {folded(header): header for header in reversed(headers) if header.strip()}
    found: tuple[int, str] | None = None
    for name, vendor in VENDORS.items():
        size = max((len(mark) for mark in vendor.marks if all(folded(each) in present for each in mark)), default=0)
        if size and (found is None or size > found[0]):
            found = size, name
    if found is None:
        return None
    name = found[1]
    if kind is Kind.LEADS:
        return Origin(name, _mapping(VENDORS[name].leads, present))
    if kind is Kind.EVENTS and name in ATTENDANCE:
        return Origin(name, _mapping(VENDORS[name].events, present))
    return None


def over(mapping: Mapping[str, str | None], own: Mapping[str, str | None]) -> dict[str, str | None]:
    """The mapping with what somebody says himself before it: no field comes twice."""
    taken = {field for field in own.values() if field is not None}
    return {header: field for header, field in mapping.items() if field not in taken} | dict(own)


def _mapping(fields: Mapping[str, str | None], present: Mapping[str, str]) -> dict[str, str | None]:
    meant: dict[str, str | None] = {}
    for said, field in fields.items():
        header = present.get(folded(said))
        if header is not None and (field is None or field not in meant.values()):
            meant.setdefault(header, field)
    return meant
