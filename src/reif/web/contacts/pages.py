"""Pages of a long list by what their first or last row holds, so that the thousandth is as fast as the first."""

import base64
import binascii
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


class WrongCursor(ValueError):
    """What stands in the address leads to no page."""


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort: by a column, then by id. `kind`: what the column holds; rows without a value come last."""

    column: str
    kind: type
    is_descending: bool = False
    has_gaps: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """After (or before) which row a page begins: its value, None for a gap, its id, and how many rows are before it."""

    value: Any
    id: int
    is_before: bool
    position: int


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`first`: the number of its first row, from 1. `previous`, `next`: what leads there; empty if there is none."""

    rows: Sequence[Row]
    first: int
    previous: str
    next: str

    @property
    def last(self) -> int:
        """The number of its last row."""
        return self.first + len(self.rows) - 1


def page(
    rows: QuerySet[Row], order: Order, cursor: Cursor | None, size: int, shown_as: QuerySet[Row] | None = None
) -> Page[Row]:
    """The rows of one page; `shown_as`: all rows with what goes with them, where that is more than the rows themselves.

    At most three queries: rows equal to the cursor's, those beyond, those with a gap. Ids are looked for first, so that
    an index that holds what is sorted and filtered by answers alone, and rows are fetched only for what is shown.
    """
    backwards = cursor is not None and cursor.is_before
    found = _found(_Search(rows, order, rows if shown_as is None else shown_as, backwards), cursor, size + 1)
    goes_on = len(found) > size
    shown = found[:size]
    if backwards:
        shown.reverse()
    first = _first(cursor, len(shown), backwards)
    has_previous = goes_on if backwards else cursor is not None
    has_next = True if backwards else goes_on
    return Page(
        shown,
        first,
        write(order, shown[0], first - 1, is_before=True) if shown and has_previous else "",
        write(order, shown[-1], first + len(shown) - 1, is_before=False) if shown and has_next else "",
    )


def write(order: Order, row: Model, position: int, *, is_before: bool) -> str:
    """The cursor as it stands in the address."""
    value = getattr(row, order.column)
    if isinstance(value, datetime):
        value = value.isoformat()
    plain = json.dumps([value, row.pk, int(is_before), position], separators=(",", ":"))
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def read(order: Order, written: str) -> Cursor | None:
    """The cursor in the address; None for none. Raises WrongCursor."""
    if not written:
        return None
    try:
        padded = written + "=" * (-len(written) % 4)
        value, number, is_before, position = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, TypeError):
        raise WrongCursor from None
    if not (type(number) is int and 0 <= number < 2**62 and type(position) is int and 0 <= position < 2**62):
        raise WrongCursor
    return Cursor(_value(order, value), number, bool(is_before), position)


def asked(order: Order, written: str, wrong: list[str]) -> Cursor | None:
    """As `read`; what leads to no page is added to what is wrong with the address, and the first page is meant."""
    try:
        return read(order, written)
    except WrongCursor:
        wrong.append(f"page={written[:40]}")
        return None


def _value(order: Order, value: object) -> object:
    if value is None and order.has_gaps:
        return None
    if order.kind is float and isinstance(value, (int, float)) and math.isfinite(value):
        return float(value)
    if order.kind is str and isinstance(value, str) and "\x00" not in value:
        return value
    if order.kind is datetime and isinstance(value, str):
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            raise WrongCursor from None
        if at.tzinfo is not None:
            return at
    raise WrongCursor


@dataclass(frozen=True, slots=True)
class _Search(Generic[Row]):
    """In which direction rows are looked for, and how they are fetched."""

    rows: QuerySet[Row]
    order: Order
    shown_as: QuerySet[Row]
    backwards: bool

    @property
    def falls(self) -> bool:
        return self.order.is_descending != self.backwards

    def among(self, rows: QuerySet[Row], most: int) -> list[Row]:
        """The first of these rows."""
        by_id = "-id" if self.backwards else "id"
        column = F(self.order.column).desc() if self.falls else F(self.order.column).asc()
        ids = rows.order_by(column, by_id).values("pk")[:most]
        return list(self.shown_as.filter(pk__in=ids).order_by(column, by_id)) if most else []

    def beyond_id(self, number: int) -> Q:
        return Q(id__lt=number) if self.backwards else Q(id__gt=number)


def _found(search: _Search[Row], cursor: Cursor | None, most: int) -> list[Row]:
    column = search.order.column
    if not search.order.has_gaps:
        return _of_part(search, search.rows, cursor, most)
    parts = [
        (search.rows.filter(**{f"{column}__isnull": is_gap}), is_gap)
        for is_gap in (search.backwards, not search.backwards)
    ]
    is_in_gaps = cursor is not None and cursor.value is None
    found: list[Row] = []
    for part, of_gaps in parts:
        if cursor is not None and of_gaps != is_in_gaps and (of_gaps == search.backwards):
            continue  # on the side that lies behind
        here = cursor if of_gaps == is_in_gaps else None
        if len(found) < most:
            found += _of_part(search, part, here, most - len(found))
    return found


def _of_part(search: _Search[Row], rows: QuerySet[Row], cursor: Cursor | None, most: int) -> list[Row]:
    """Rows equal to the cursor's are a range of the index of their own: so many may be equal that nobody could skip."""
    if cursor is None:
        return search.among(rows, most)
    if cursor.value is None:
        return search.among(rows.filter(search.beyond_id(cursor.id)), most)
    column = search.order.column
    equal = rows.filter(search.beyond_id(cursor.id), **{column: cursor.value})
    found = search.among(equal, most)
    beyond = rows.filter(**{f"{column}__{'lt' if search.falls else 'gt'}": cursor.value})
    return found + search.among(beyond, most - len(found))


def _first(cursor: Cursor | None, shown: int, backwards: bool) -> int:
    if cursor is None:
        return 1
    return max(cursor.position - shown + 1, 1) if backwards else cursor.position + 1
