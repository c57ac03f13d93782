"""What a version would change, as it was counted last, for the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reif.jobs.queries import latest
from reif.records.models import Contact, Job, ScoringModel
from reif.web.charts.before_after import before_after
from reif.web.templatetags.words import language
from reif.web.wording.numbers import number

TEMPERATURES = ("hot", "warm", "cold")


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody whose points would change; `contact` as known now."""

    contact: Contact
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The finished count. `is_old`: another version has become live since."""

    job: Job
    contacts: int
    changed: int
    excluded: int
    temperatures: tuple[tuple[str, int, int], ...]
    drawn: SafeString
    risers: tuple[Moved, ...]
    fallers: tuple[Moved, ...]
    is_old: bool


def job_of(model: ScoringModel) -> Job | None:
    """The count that was asked for last."""
    return latest("effect", str(model.pk))


def publishing_of(model: ScoringModel) -> Job | None:
    """The publication that was asked for last."""
    return latest("publish", str(model.pk))


def counted(job: Job | None, live: ScoringModel | None) -> Counted | None:
    """What the job found; None while there is nothing. Two queries."""
    if job is None or job.state != "done" or "effect" not in job.result:
        return None
    found: Mapping[str, Any] = job.result["effect"]
    before, after = found["before"], found["after"]
    numbers = [each["contact_id"] for each in (*found["risers"], *found["fallers"])]
    known = Contact.objects.filter(may_be_profiled=True).in_bulk(numbers)
    bands = [(int(band), before["bands"][band], after["bands"][band]) for band in sorted(before["bands"], key=int)]
    return Counted(
        job,
        found["contacts"],
        found["changed"],
        found["excluded"],
        tuple((name, before["temperatures"][name], after["temperatures"][name]) for name in TEMPERATURES),
        before_after([(was, becomes) for _band, was, becomes in bands], _label(found)),
        _moved(found["risers"], known),
        _moved(found["fallers"], known),
        live is not None and job.result.get("against") != live.number,
    )


def _moved(rows: list[Mapping[str, Any]], known: Mapping[int, Contact]) -> tuple[Moved, ...]:
    return tuple(
        Moved(known[row["contact_id"]], row["before"], row["after"]) for row in rows if row["contact_id"] in known
    )


def _label(found: Mapping[str, Any]) -> str:
    return _("%(changed)s of %(all)s contacts would have other points") % {
        "changed": number(found["changed"], language()),
        "all": number(found["contacts"], language()),
    }
