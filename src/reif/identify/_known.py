"""What is known of contacts over time: the last value known by its own time counts."""

from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping
from datetime import datetime
from typing import TypeAlias

from reif.records.models import AttributeChange

_NOTHING = None
Line: TypeAlias = list[tuple[datetime, object]]


class Known:
    """The facts of some contacts about some attributes, looked up in one query, and those that are added.

    `merged`: those that took others in. What is said of such a one is held beside what would be known had nobody been
    merged (`origin`), too: it may repeat the one and be news for the other.
    """

    def __init__(self, contact_ids: Iterable[int], names: Iterable[str], merged: Container[int] = ()) -> None:
        self._lines: dict[tuple[int, str], Line] = {}
        self._own: dict[tuple[int, int | None, str], Line] = {}
        self._merged = merged
        self.named: dict[int, set[str]] = {}
        stored = AttributeChange.objects.filter(contact_id__in=set(contact_ids), attribute__in=set(names))
        rows = stored.order_by("occurred_at", "id").values_list(
            "contact_id", "origin", "attribute", "value", "occurred_at"
        )
        for contact_id, origin, name, value, occurred_at in rows:
            self._line(contact_id, name).append((occurred_at, value))
            if contact_id in merged:
                self._own.setdefault((contact_id, origin, name), []).append((occurred_at, value))

    def add(self, contact_id: int, name: str, value: object, occurred_at: datetime, origin: int | None = None) -> bool:
        """Whether the fact is news: one that repeats what was known then is not."""
        is_news = _added(self._line(contact_id, name), value, occurred_at)
        if contact_id not in self._merged:
            return is_news
        return _added(self._own.setdefault((contact_id, origin, name), []), value, occurred_at) or is_news

    def as_of(self, contact_id: int, at: datetime) -> Mapping[str, object]:
        """The values known by then of the attributes that were looked up or added; None: missing."""
        values = {}
        for name in self.named.get(contact_id, ()):
            line = self._line(contact_id, name)
            place = bisect_right(line, at, key=lambda fact: fact[0])
            values[name] = line[place - 1][1] if place else _NOTHING
        return values

    def _line(self, contact_id: int, name: str) -> Line:
        self.named.setdefault(contact_id, set()).add(name)
        return self._lines.setdefault((contact_id, name), [])


def _added(line: Line, value: object, occurred_at: datetime) -> bool:
    """Whether the line did not say so already; it does then."""
    place = bisect_right(line, occurred_at, key=lambda fact: fact[0])
    if (line[place - 1][1] if place else _NOTHING) == value:
        return False
    line.insert(place, (occurred_at, value))
    return True
