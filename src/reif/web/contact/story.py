"""What happened to a contact, newest first, by days: visits in one sentence, facts that became known, moves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reif.records.models import Contact, Event, Merge, ScoreChange, StageChange
from reif.web.contact import machines, moves
from reif.web.contact.known import label_of, own_attributes
from reif.web.contact.sentences import listed, page_title, sentence, visit
from reif.web.templatetags.words import language
from reif.web.wording import times
from reif.web.wording.names import person

AT_ONCE = 60
"""How many events are looked at for one part of the story."""
_ONE_VISIT = timedelta(minutes=30)
_QUIET = ("Email Delivered", "Email Opened")
_MOST_FACTS = 4
_COLUMNS = ("id", "contact", "name", "properties", "occurred_at", "is_human", "taken_for")


@dataclass(frozen=True, slots=True)
class Moment:
    """One line. `before`, `after`: points, None where they stayed. `kind`: event, visit, machine, fact or move.

    `events`: whose numbers, as a form sends them to say who did them; empty for what is no event. `merge`: what can be
    taken apart.
    """

    at: datetime
    kind: str
    text: str
    quote: str = ""
    is_strong: bool = False
    more: str = ""
    before: int | None = None
    after: int | None = None
    change: StageChange | None = None
    events: str = ""
    merge: Merge | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """The moments of a day under its heading."""

    heading: str
    moments: list[Moment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Story:
    """`older`: what to ask for to read on; None at the beginning."""

    days: list[Day]
    older: datetime | None


def story(contact: Contact, until: datetime, *, with_all: bool) -> Story:
    """What happened until then, in at most eight queries. `with_all`: also mails that were only sent or opened."""
    events = contact.events.filter(occurred_at__lte=until).order_by("-occurred_at", "-id")
    if not with_all:
        events = events.exclude(name__in=_QUIET)
    found = list(events.only(*_COLUMNS)[: AT_ONCE + 1])
    goes_on = len(found) > AT_ONCE
    shown = found[:AT_ONCE]
    since = shown[-1].occurred_at if goes_on else None
    points = _points(contact, since, until)
    told = [*_of_events(shown, points), *_of_facts(contact, since, until, points), *_of_moves(contact, since, until)]
    told += [*_of_objections(contact, since, until), *_of_merges(contact, since, until)]
    told.sort(key=lambda moment: moment.at, reverse=True)
    older = since - timedelta(microseconds=1) if since is not None else None
    return Story(_by_days(told), older)


class _Points:
    """How points changed, by event, and by time for facts."""

    def __init__(self, changes: Iterable[ScoreChange]) -> None:
        self.by_event: dict[int, ScoreChange] = {}
        self.by_time: dict[datetime, ScoreChange] = {}
        for change in changes:
            if change.event_id is not None:
                self.by_event[change.event_id] = change
            elif change.cause == "attribute":
                self.by_time[change.as_of] = change

    def of(self, changes: Sequence[ScoreChange | None]) -> tuple[int | None, int | None]:
        """Before the first and after the last, where they differ."""
        known = [change for change in changes if change is not None]
        if not known:
            return None, None
        before, after = known[0].points_before, known[-1].points
        return (None, None) if before == after else (before, after)


def _points(contact: Contact, since: datetime | None, until: datetime) -> _Points:
    """None at all where the person objected to being profiled."""
    if not contact.may_be_profiled:
        return _Points(())
    changes = _within(contact.score_changes, "as_of", since, until).exclude(cause="time").order_by("as_of", "id")
    return _Points(changes.only("contact", "as_of", "points", "points_before", "event_id", "cause"))


def _within(rows: Any, column: str, since: datetime | None, until: datetime) -> Any:
    found = rows.filter(**{f"{column}__lte": until})
    return found if since is None else found.filter(**{f"{column}__gte": since})


def _of_events(events: Sequence[Event], points: _Points) -> Iterable[Moment]:
    """Newest first as given; page views close to each other are one visit."""
    why = machines.reasons(events)
    for group in _visits(list(reversed(events))):
        before, after = points.of([points.by_event.get(event.id) for event in group])
        last, whose = group[-1], machines.written(group)
        if not last.is_human:
            yield _of_a_machine(group, why[last.pk])
        elif last.name == "Page Viewed":
            yield Moment(group[0].occurred_at, "visit", _visit(group), before=before, after=after, events=whose)
        else:
            said = sentence(last.name, last.properties)
            strong = said.is_strong
            yield Moment(last.occurred_at, "event", said.text, said.quote, strong, "", before, after, events=whose)


def _of_a_machine(group: Sequence[Event], why: str) -> Moment:
    last = group[-1]
    text = _visit(group) if last.name == "Page Viewed" else sentence(last.name, last.properties).text
    text = text if text.endswith((".", "!", "?")) else f"{text}."
    return Moment(group[0].occurred_at, "machine", text, more=why, events=machines.written(group))


def _visit(group: Sequence[Event]) -> str:
    return visit([page_title(event.properties) for event in group])


def _visits(events: Sequence[Event]) -> Iterable[list[Event]]:
    group: list[Event] = []
    for event in events:
        goes_on = (
            bool(group)
            and event.name == group[-1].name == "Page Viewed"
            and event.is_human == group[-1].is_human
            and event.occurred_at - group[-1].occurred_at < _ONE_VISIT
        )
        if group and not goes_on:
            yield group
            group = []
        group.append(event)
    if group:
        yield group


def _of_facts(contact: Contact, since: datetime | None, until: datetime, points: _Points) -> Iterable[Moment]:
    rows = _within(contact.attribute_changes, "occurred_at", since, until).order_by("occurred_at", "id")
    known = list(rows.only("contact", "attribute", "occurred_at"))
    own = own_attributes(row.attribute for row in known)
    for at, group in groupby(known, key=lambda row: row.occurred_at):
        names = list(dict.fromkeys(label_of(row.attribute, own) for row in group))
        shown, more = names[:_MOST_FACTS], len(names) - _MOST_FACTS
        if more > 0:
            shown.append(ngettext("%(count)s more", "%(count)s more", more) % {"count": more})
        before, after = points.of([points.by_time.get(at)])
        yield Moment(at, "fact", _("Becomes known: %(facts)s") % {"facts": listed(shown)}, before=before, after=after)


def _of_moves(contact: Contact, since: datetime | None, until: datetime) -> Iterable[Moment]:
    rows = _within(contact.stage_changes, "occurred_at", since, until).select_related("by", "undone_by")
    for change in rows:
        said = moves.told(change)
        yield Moment(change.occurred_at, "move", said.headline, more=said.more, is_strong=True, change=change)


def _of_objections(contact: Contact, since: datetime | None, until: datetime) -> Iterable[Moment]:
    for each in _within(contact.objections, "occurred_at", since, until).select_related("by"):
        text = _("No longer objects to being profiled.") if each.is_lifted else _("Objects to being profiled.")
        noted = _("Noted by %(name)s") % {"name": person(each.by)} if each.by is not None else ""
        yield Moment(each.occurred_at, "move", text, each.how, is_strong=True, more=noted)


def _of_merges(contact: Contact, since: datetime | None, until: datetime) -> Iterable[Moment]:
    for each in _within(contact.merges, "merged_at", since, until).select_related("by"):
        name = each.absorbed_name
        text = _("Is one with %(name)s.") % {"name": name} if name else _("Is one with a contact without a name.")
        by_rule = {
            "same person": _("A system named both as one person"),
            "alias": _("A system said that two ids are one"),
        }
        more = _("By %(name)s") % {"name": person(each.by)} if each.by is not None else by_rule.get(each.rule, "")
        yield Moment(each.merged_at, "move", text, is_strong=True, more=more, merge=each)


def _by_days(told: Iterable[Moment]) -> list[Day]:
    today: date = timezone.localdate()
    return [
        Day(times.heading_of(day, today, language()), list(moments))
        for day, moments in groupby(told, key=lambda moment: timezone.localtime(moment.at).date())
    ]
