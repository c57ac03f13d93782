"""What is known of contacts over time: the last value known by its own time counts."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import datetime

from reif.records.models import AttributeChange

_NOTHING = None


class Known:
    """The facts of some contacts about some attributes, looked up in one query, and those that are added."""

    def __init__(self, contact_ids: Iterable[int], names: Iterable[str]) -> None:
        self._lines: dict[tuple[int, str], list[tuple[datetime, object]]] = {}
        self.named: dict[int, set[str]] = {}
        stored = AttributeChange.objects.filter(contact_id__in=set(contact_ids), attribute__in=set(names))
        rows = stored.order_by("occurred_at", "id").values_list("contact_id", "attribute", "value", "occurred_at")
        for contact_id, name, value, occurred_at in rows:
            self._line(contact_id, name).append((occurred_at, value))

    def add(self, contact_id: int, name: str, value: object, occurred_at: datetime) -> bool:
        """Whether the fact is news: one that repeats what was known then is not."""
        line = self._line(contact_id, name)
        place = bisect_right(line, occurred_at, key=lambda fact: fact[0])
        if (line[place - 1][1] if place else _NOTHING) == value:
            return False
        line.insert(place, (occurred_at, value))
        return True

    def as_of(self, contact_id: int, at: datetime) -> Mapping[str, object]:
        """The values known by then of the attributes that were looked up or added; None: missing."""
        values = {}
        for name in self.named.get(contact_id, ()):
            line = self._line(contact_id, name)
            place = bisect_right(line, at, key=lambda fact: fact[0])
            values[name] = line[place - 1][1] if place else _NOTHING
        return values

    def _line(self, contact_id: int, name: str) -> list[tuple[datetime, object]]:
        self.named.setdefault(contact_id, set()).add(name)
        return self._lines.setdefault((contact_id, name), [])
