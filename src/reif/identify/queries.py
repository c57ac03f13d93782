"""Reads of who contacts are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from django.db.models import QuerySet

from reif.identify import _doubles, _finding, _resembling
from reif.identify._finding import Whose
from reif.identify._resembling import Resembling
from reif.identify.key import Key
from reif.records.models import Contact, Double, Visitor
from reif.rules.touches import Touch, first_of, last_of


@dataclass(frozen=True, slots=True)
class Touches:
    """By what somebody came the first time, and the last time that it is known; None: nothing tells."""

    first: Touch | None
    last: Touch | None


def numbers(keys: Sequence[Key]) -> list[int | None]:
    """The numbers of the contacts that the keys name, in their order; None where there is none. In two queries."""
    return [None if each is None else each.contact_id for each in whose(keys)]


def whose(keys: Sequence[Key]) -> list[Whose | None]:
    """The same, with whose the keys would be had nobody been merged."""
    return _finding.whose(keys)


def doubles() -> QuerySet[Double]:
    """Pairs of contacts that may be one and of which nobody has said yet, the most probable first."""
    return _doubles.undecided()


def is_told_apart(one: int, other: int) -> bool:
    """Whether somebody has said of two contacts, or of any whom they absorbed, that they are two people."""
    return _doubles.is_told_apart(one, other)


def decisions_on(contact: Contact) -> dict[int, str]:
    """What was decided of those who may be this one, too, by number; empty where nobody has said yet."""
    return _doubles.decisions(contact.pk)


def resembling(attributes: Mapping[str, object]) -> list[Resembling]:
    """Those contacts that are more likely the person who is described than not, the likeliest first."""
    return _resembling.resembling(attributes)


def touches(contact: Contact) -> Touches:
    """Of all the visitors that the contact turned out to be."""
    rows = list(Visitor.objects.filter(contact=contact).order_by("id").values_list("first_touch", "last_touch"))
    first: Touch | None = None
    for each in (first_touch for first_touch, _ in rows if first_touch is not None):
        first = first_of(first, each)
    return Touches(first, reduce(last_of, (last for _, last in rows if last is not None), None))
