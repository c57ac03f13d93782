"""The score over time, ready to be drawn: words of thresholds, stages, signs and months."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import gettext as _

from reif.records.models import Event
from reif.web.charts.step_line import Held, Named, StepLine
from reif.web.contact.reading import Picture, Scored
from reif.web.templatetags.words import language
from reif.web.wording.field import event_word, stage_word, temperature_word
from reif.web.wording.numbers import number
from reif.web.wording.times import exact

MOST_VALUES = 60
_TOGETHER = timedelta(minutes=2)
_ROOM = 0.12
"""The share of the picture that the name of a month takes."""


def time_line(picture: Picture, scored: Scored, at: datetime) -> StepLine:
    """What is drawn of the picture, with the line of the instant looked at."""
    rules = scored.rules
    return StepLine(
        [Held(point.at, point.points) for point in picture.points],
        picture.since,
        picture.until,
        at,
        [
            (0.0, "", "cold"),
            (rules.warm, f"{number(rules.warm, language())} {temperature_word('warm')}", "warm"),
            (rules.hot, f"{number(rules.hot, language())} {temperature_word('hot')}", "hot"),
        ],
        [
            Named(move.occurred_at, stage_word(move.to_stage, language()))
            for move in picture.moves
            if move.to_stage != move.from_stage and move.occurred_at > picture.since
        ],
        [_sign(picture, event) for event in picture.signs],
        list(_months(picture.since, picture.until)),
        _("Score over time: %(points)s points on %(day)s")
        % {"points": scored.points, "day": exact(at, timezone.localtime(), language())},
    )


def values(picture: Picture) -> list[tuple[date, int]]:
    """The points at the end of each day on which they changed, the newest first."""
    ended: dict[date, int] = {}
    for point in picture.points:
        ended[timezone.localtime(point.at).date()] = int(point.points + 0.5)
    days = list(ended.items())
    changed = days[:1] + [each for before, each in pairwise(days) if each[1] != before[1]]
    return changed[: -MOST_VALUES - 1 : -1]


def _sign(picture: Picture, event: Event) -> Named:
    """What the line rose by around the sign."""
    before = after = 0.0
    for point in picture.points:
        if point.at < event.occurred_at:
            before = after = point.points
        elif point.at <= event.occurred_at + _TOGETHER:
            after = point.points
        else:
            break
    return Named(event.occurred_at, event_word(event.name, language()), max(after - before, 0.0))


def _months(since: datetime, until: datetime) -> Iterator[Named]:
    first = timezone.localtime(since).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    at = first
    following = (first + timedelta(days=32)).replace(day=1)
    if first < since and (following - since) > _ROOM * (until - since):
        yield Named(since, format_date(first.date(), "MMM", language()))
    while at <= until:
        if at >= since:
            yield Named(at, format_date(at.date(), "MMM", language()))
        at = (at + timedelta(days=32)).replace(day=1)
