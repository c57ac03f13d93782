"""What insights are drawn from, and the job that counts it where nobody should wait."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import cast

from django.utils import timezone

from reif.jobs.operations import enqueue
from reif.jobs.queries import latest
from reif.jobs.running import Running
from reif.measure.queries import Cohort, Scores, cohort, scores
from reif.records.models import Job, User
from reif.web.insights import keeping
from reif.web.insights.period import PRESET, Period, period
from reif.web.preferences import zone_of

_KIND, _SCORES = "figures", "scores"
_NOT_AGAIN_FOR = timedelta(minutes=10)
Count = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of the leads of a period, and the scores of everybody now."""

    cohort: Cohort
    scores: Scores


def figures_of(asked: Period) -> Figures | None:
    """Of a period in the time zone of whoever asks; None where the worker has yet to count them."""
    since, until = asked.instants(timezone.get_current_timezone())
    if not keeping.is_large():
        at = timezone.now()
        return Figures(cohort(since=since, until=until, at=at), scores(at=at))
    key = _key(since, until)
    found = keeping.kept(key, _SCORES)
    if len(found) < len((key, _SCORES)):
        return None
    return Figures(cast(Cohort, found[key]), cast(Scores, found[_SCORES]))


def counting(asked: Period, by: User) -> Job:
    """The job that counts them, asked for here; the last one where that has just failed."""
    since, until = asked.instants(timezone.get_current_timezone())
    key, at = _key(since, until), timezone.now()
    last = latest(_KIND, key)
    if last is not None and last.state == "failed" and at - (last.finished_at or at) < _NOT_AGAIN_FOR:
        return last
    span = [int(since.timestamp()), int(until.timestamp())]
    return enqueue(kind=_KIND, key=key, arguments={"span": span}, by=by, at=at)


def count_job(running: Running) -> dict[str, object]:
    """Count what was asked for, or what everybody may ask for: the periods that have a name, in each time zone."""
    wanted = _wanted(running) if keeping.is_large() else {}
    for done, (key, count) in enumerate(wanted.items(), 1):
        keeping.keep(key, count())
        running.progress(done / len(wanted))
    return {"counted": len(wanted)}


def _wanted(running: Running) -> Mapping[str, Count]:
    at = running.now()
    spans = [running.arguments["span"]] if "span" in running.arguments else _named(at)
    by_key: dict[str, Count] = {_SCORES: lambda: scores(at=at)}
    for first, end in spans:
        since, until = (datetime.fromtimestamp(each, UTC) for each in (first, end))
        by_key[_key(since, until)] = _counting(since, until, at)
    return by_key


def _named(at: datetime) -> list[tuple[float, float]]:
    zones = User.objects.filter(is_active=True).order_by().values_list("time_zone", flat=True).distinct()
    return [_span(name, zone_of(zone), at) for zone in zones for name in PRESET]


def _span(name: str, zone: tzinfo, at: datetime) -> tuple[float, float]:
    since, until = period({"period": name}, timezone.localdate(at, zone)).instants(zone)
    return since.timestamp(), until.timestamp()


def _counting(since: datetime, until: datetime, at: datetime) -> Count:
    return lambda: cohort(since=since, until=until, at=at)


def _key(since: datetime, until: datetime) -> str:
    return f"cohort-{int(since.timestamp())}-{int(until.timestamp())}"
