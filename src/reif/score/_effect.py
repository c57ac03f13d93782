"""What another model would change: how scores spread, and who would move most."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest, nsmallest

from reif.records.models import Contact
from reif.score import _models

_MOVERS = 10
_BAND = 10
Advance = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Mover:
    """A contact whose points would change."""

    contact_id: int
    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How many contacts: by band of points (0: 0–9, 10: 10–19 … 90: 90–100), by level, temperature and grade."""

    bands: Mapping[int, int]
    levels: Mapping[int, int]
    temperatures: Mapping[str, int]
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Effect:
    """`changed`: how many would show other points. `risers`, `fallers`: those who would move most, at most ten each."""

    contacts: int
    changed: int
    excluded: int
    before: Spread
    after: Spread
    risers: tuple[Mover, ...]
    fallers: tuple[Mover, ...]


def effect_of(text: str, at: datetime, advance: Advance = lambda done, total: None) -> Effect:
    """What the model of this text would make of all contacts who may be scored, against what they show now.

    `advance`: told (done, in all). Raises ModelFileError.
    """
    from reif.score._batch import AT_ONCE, Lead, results  # loads the batch engine, which few reads need

    rules = _models.parsed(text)
    contacts = Contact.objects.filter(may_be_profiled=True).order_by("id")
    total, before, after = contacts.count(), _Counting(), _Counting()
    done = changed = excluded = last = 0
    rises: list[Mover] = []
    falls: list[Mover] = []
    while part := list(contacts.filter(id__gt=last)[:AT_ONCE]):
        last = part[-1].pk
        found = results(rules, [Lead(contact.pk, contact.attributes, at) for contact in part])
        for contact in part:
            result = found[contact.pk]
            before.add(contact.points, contact.level, contact.temperature, contact.grade)
            after.add(result.points, result.level, result.temperature, result.grade)
            excluded += bool(result.excluded)
            changed += result.points != contact.points
        movers = [_mover(contact, found[contact.pk].points) for contact in part]
        rises = nlargest(_MOVERS, [*rises, *(each for each in movers if each.after > each.before)], key=_gain)
        falls = nsmallest(_MOVERS, [*falls, *(each for each in movers if each.after < each.before)], key=_gain)
        done += len(part)
        advance(done, total)
    return Effect(done, changed, excluded, before.spread(), after.spread(), tuple(rises), tuple(falls))


def _mover(contact: Contact, after: int) -> Mover:
    return Mover(contact.pk, contact.name or contact.email, contact.points, after)


def _gain(mover: Mover) -> int:
    return mover.after - mover.before


class _Counting:
    def __init__(self) -> None:
        self._bands: Counter[int] = Counter(dict.fromkeys(range(0, 100, _BAND), 0))
        self._levels: Counter[int] = Counter(dict.fromkeys(range(1, 5), 0))
        self._temperatures: Counter[str] = Counter(cold=0, warm=0, hot=0)
        self._grades: Counter[str] = Counter(A=0, B=0, C=0, D=0)

    def add(self, points: int, level: int, temperature: str, grade: str) -> None:
        self._bands[min(points // _BAND * _BAND, 90)] += 1
        self._levels[level] += 1
        self._temperatures[temperature] += 1
        self._grades[grade] += 1

    def spread(self) -> Spread:
        return Spread(self._bands, self._levels, self._temperatures, self._grades)
