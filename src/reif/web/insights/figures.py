"""What insights are drawn from, and the job that counts it before anybody asks."""

from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo

from django.utils import timezone

from reif.jobs.running import Running
from reif.measure.queries import Cohort, Scores, cohort, scores
from reif.records.models import User
from reif.web.insights import keeping
from reif.web.insights.period import PRESET, Period, period
from reif.web.preferences import zone_of

_SCORES = "insights-scores"
Count = Callable[[], object]


def cohort_of(asked: Period) -> Cohort:
    """What became of the leads of a period, in the time zone of whoever asks."""
    zone = timezone.get_current_timezone()
    return keeping.kept_if_slow(_key(asked, zone), lambda: _cohort(asked, zone, timezone.now()))


def scores_now() -> Scores:
    """The scores of everybody."""
    return keeping.kept_if_slow(_SCORES, lambda: scores(at=timezone.now()))


def count_job(running: Running) -> dict[str, object]:
    """Count what everybody may ask for: the scores, and the periods that have a name, in each time zone of the team."""
    wanted = dict(_wanted(running.now()))
    for done, (key, count) in enumerate(wanted.items(), 1):
        keeping.counted(key, count)
        running.progress(done / len(wanted))
    return {"counted": len(wanted)}


def _wanted(at: datetime) -> Iterator[tuple[str, Count]]:
    yield _SCORES, lambda: scores(at=at)
    for name in User.objects.filter(is_active=True).order_by().values_list("time_zone", flat=True).distinct():
        zone = zone_of(name)
        for preset in PRESET:
            asked = period({"period": preset}, timezone.localdate(at, zone))
            yield _key(asked, zone), _counting(asked, zone, at)


def _counting(asked: Period, zone: tzinfo, at: datetime) -> Count:
    return lambda: _cohort(asked, zone, at)


def _cohort(asked: Period, zone: tzinfo, at: datetime) -> Cohort:
    since, until = asked.instants(zone)
    return cohort(since=since, until=until, at=at)


def _key(asked: Period, zone: tzinfo) -> str:
    since, until = asked.instants(zone)
    return f"insights-cohort-{int(since.timestamp())}-{int(until.timestamp())}"
