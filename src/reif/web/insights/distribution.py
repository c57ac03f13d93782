"""How ripe everybody is now: how many contacts in each ten points, by temperature."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reif.measure.queries import Held, Scores
from reif.web.charts.shares import bands
from reif.web.templatetags.words import language
from reif.web.wording.field import temperature_word
from reif.web.wording.numbers import number

WIDE = 10
_TEMPERATURES = ("hot", "warm", "cold")


@dataclass(frozen=True, slots=True)
class Band:
    """How many have from `first` to `last` points, and how many of them are cold, warm and hot."""

    first: int
    last: int
    cold: int
    warm: int
    hot: int

    @property
    def count(self) -> int:
        """All of them."""
        return self.cold + self.warm + self.hot


@dataclass(frozen=True, slots=True)
class Distribution:
    """All who were pursued at `at`, from the coldest band."""

    at: datetime
    bands: tuple[Band, ...]
    drawn: SafeString

    @property
    def count(self) -> int:
        """All of them."""
        return sum(band.count for band in self.bands)


def distribution(scores: Scores, channel: str | None) -> Distribution:
    """Of everybody, or of those who came through a channel."""
    held = scores.of(channel)
    columns: list[Counter[str]] = [Counter() for _place in range(100 // WIDE)]
    for each in held:
        columns[min(each.points // WIDE, len(columns) - 1)][each.temperature] += each.people
    found = tuple(_band(place, column, is_last=place == len(columns) - 1) for place, column in enumerate(columns))
    parts = [[(name, column[name]) for name in _TEMPERATURES if column[name]] for column in columns]
    return Distribution(scores.at, found, bands(parts, _label(held)))


def _band(place: int, column: Counter[str], *, is_last: bool) -> Band:
    first = place * WIDE
    return Band(first, 100 if is_last else first + WIDE - 1, column["cold"], column["warm"], column["hot"])


def _label(held: Sequence[Held]) -> str:
    counts: Counter[str] = Counter()
    for each in held:
        counts[each.temperature] += each.people
    said = ", ".join(f"{number(counts[name], language())} {temperature_word(name)}" for name in _TEMPERATURES)
    return _("How many contacts have which score: %(counts)s") % {"counts": said}
