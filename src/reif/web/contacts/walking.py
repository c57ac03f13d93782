"""A whole list, row by row in the order of its pages, while others go on working."""

from collections.abc import Iterator
from itertools import islice
from typing import TypeVar

from django.db.models import Model, QuerySet

from reif.web.contacts.pages import Cursor, Order, page

Row = TypeVar("Row", bound=Model)

_FIRST, _AT_ONCE = 50, 1000
"""How many rows are read at first, and then: who waits sees the first ones at once."""


class Met:
    """Numbers that were met, in one bit each up to the largest: 125 kB for a million."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, number: int) -> bool:
        """Whether the number (from 0) was not met yet."""
        if number in self:
            return False
        self._bits.extend(bytes(max(number // 8 + 1 - len(self._bits), 0)))
        self._bits[number // 8] |= 1 << number % 8
        return True

    def __contains__(self, number: int) -> bool:
        return number // 8 < len(self._bits) and bool(self._bits[number // 8] >> number % 8 & 1)

    def __iter__(self) -> Iterator[int]:
        """In ascending order."""
        for place, bits in enumerate(self._bits):
            if bits:
                yield from (8 * place + bit for bit in range(8) if bits >> bit & 1)


def walk(rows: QuerySet[Row], order: Order, shown_as: QuerySet[Row], once: str = "pk") -> Iterator[Row]:
    """Every row once, sorted as the list is. `shown_as`: all rows with what goes with them. `once`: the column (a
    number) whose values are each met once.

    It is read page by page along the index of the order, so that the first rows are there at once, memory stays bounded
    (one bit per number beside a page), and nothing is kept open in the database however slowly somebody takes the rows:
    a transaction as old as the download would give the list of one instant, but keep SQLite's log growing and
    PostgreSQL from tidying up. Rows that others change meanwhile are neither lost nor doubled: who sinks stands where
    they were met first, with what held then; who rises past the place reached, or comes new, stands at the end, sorted
    by id. Who no longer belongs to the list when their turn comes is left out.
    """
    met = Met()
    for row in _in_order(rows, order, shown_as):
        if met.add(getattr(row, once)):
            yield row
    late = iter(_late(rows, met, once))
    while ids := list(islice(late, _AT_ONCE)):
        for row in shown_as.filter(pk__in=ids).order_by("pk"):
            if met.add(getattr(row, once)):
                yield row


def _in_order(rows: QuerySet[Row], order: Order, shown_as: QuerySet[Row]) -> Iterator[Row]:
    found = page(rows, order, None, _FIRST, shown_as)
    yield from found.rows
    while found.next:
        last = found.rows[-1]
        cursor = Cursor(getattr(last, order.column), last.pk, is_before=False, position=0)
        found = page(rows, order, cursor, _AT_ONCE, shown_as)
        yield from found.rows


def _late(rows: QuerySet[Row], met: Met, once: str) -> Met:
    """The ids of who belongs to the list and was not met: one statement, which sees all rows at the same instant."""
    late = Met()
    for row_id, number in rows.order_by().values_list("pk", once).iterator():
        if number not in met:
            late.add(row_id)
    return late
