"""Why the score is what it is: every contribution as a row of a waterfall that adds up to the score, as shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reif.rules.conditions import fields
from reif.rules.scoring_model import EventRule, Label, RegularityRule, ScoringModel
from reif.rules.values import is_missing
from reif.web.contact.known import value_word
from reif.web.templatetags.words import language
from reif.web.wording import times
from reif.web.wording.numbers import adding_up, number

BASE, FIT_BOUND, ENGAGEMENT_BOUND, SCORE_BOUND = "base", "fit_bound", "engagement_bound", "score_bound"
_BOUNDS = {FIT_BOUND, ENGAGEMENT_BOUND, SCORE_BOUND}
_LONGEST_EVIDENCE = 40


class Given(Protocol):
    """A contribution, as stored or as of an instant."""

    @property
    def rule(self) -> str:
        """The rule's id, base or a bound."""

    @property
    def label(self) -> Label:
        """What the rule is called."""

    @property
    def value(self) -> float:
        """In points."""

    @property
    def events(self) -> int:
        """How many counted."""

    @property
    def last_at(self) -> datetime | None:
        """The newest of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """`kind`: counts, takes or bound. `start`, `end`: the running total; `full`: the end if nothing had faded."""

    rule: str
    label: str
    evidence: str
    kind: str
    value: float
    start: float
    end: float
    full: float


@dataclass(frozen=True, slots=True)
class Group:
    """`total`, `most`: what it gives, and could give at most; None where no such number is shown."""

    name: str
    rows: Sequence[Row]
    total: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Values have one decimal and add up to `score`. `top`: the end of the scale, 100 or the highest running total."""

    groups: Sequence[Group]
    score: float
    top: float

    @property
    def count(self) -> int:
        """How many reasons there are."""
        return sum(len(group.rows) for group in self.groups)

    def weightiest(self, most: int) -> tuple[Sequence[Row], int, float]:
        """The rows that give most, how many others there are, and what those give together."""
        rows = sorted((row for group in self.groups for row in group.rows), key=lambda row: -row.value)
        return rows[:most], len(rows) - most, round(sum(row.value for row in rows[most:]), 1)


def breakdown(
    given: Sequence[Given], rules: ScoringModel, score: float, attributes: Mapping[str, object], now: datetime
) -> Breakdown:
    """Group by group: fit, engagement; biggest first, deductions after, the bound last."""
    ordered = _ordered(given, rules)
    shown = adding_up([each.value for each in ordered], score)
    rows, running = [], 0.0
    for each, value in zip(ordered, shown, strict=True):
        kind = "bound" if each.rule in _BOUNDS else "counts" if value >= 0 else "takes"
        full = running + max(_full(each, rules), value)
        rows.append(
            Row(
                each.rule,
                _label(each.rule) or each.label.in_language(language()),
                _evidence(each, rules, attributes, now),
                kind,
                value,
                round(running, 1),
                round(running + value, 1),
                round(full, 1) if kind == "counts" else round(running + value, 1),
            )
        )
        running += value
    top = max([100.0, *(row.end for row in rows), *(row.start for row in rows)])
    rows = [replace(row, full=min(row.full, top)) for row in rows]
    return Breakdown(_grouped(rows, rules), round(sum(shown), 1), top)


def _grouped(rows: Sequence[Row], rules: ScoringModel) -> list[Group]:
    fit = {rule.id for rule in rules.fit.rules} | {FIT_BOUND}
    of_fit = [row for row in rows if row.rule in fit]
    of_engagement = [row for row in rows if row.rule not in fit and row.rule not in (BASE, SCORE_BOUND)]
    groups = [
        Group("base", [row for row in rows if row.rule == BASE]),
        Group("fit", of_fit, round(sum(row.value for row in of_fit), 1), rules.fit.max),
        Group("engagement", of_engagement, round(sum(row.value for row in of_engagement), 1), rules.engagement.max),
        Group("bound", [row for row in rows if row.rule == SCORE_BOUND]),
    ]
    return [group for group in groups if group.rows]


def _ordered(given: Sequence[Given], rules: ScoringModel) -> list[Given]:
    fit = {rule.id for rule in rules.fit.rules}
    place = {BASE: 0, FIT_BOUND: 2, ENGAGEMENT_BOUND: 4, SCORE_BOUND: 5}

    def key(each: Given) -> tuple[int, float]:
        group = place.get(each.rule, 1 if each.rule in fit else 3)
        return group, -each.value

    return sorted((each for each in given if each.value or each.rule not in place), key=key)


def _full(each: Given, rules: ScoringModel) -> float:
    """What it gave when it was new."""
    stored = getattr(each, "full", None)
    if stored is not None:
        return float(stored)
    rule = next((rule for rule in rules.engagement.rules if rule.id == each.rule), None)
    if not isinstance(rule, EventRule) or rule.half_life is None:
        return each.value
    most = rule.points * each.events
    return most if rule.max_points is None else min(most, rule.max_points)


def _label(rule: str) -> str:
    words = {
        FIT_BOUND: _("Bound of fit"),
        ENGAGEMENT_BOUND: _("Bound of engagement"),
        SCORE_BOUND: _("Bound of the score"),
        BASE: _("What everybody has"),
    }
    return words.get(rule, "")


def _evidence(each: Given, rules: ScoringModel, attributes: Mapping[str, object], now: datetime) -> str:
    match each.rule:
        case "fit_bound":
            return _("fit counts up to %(most)s") % {"most": number(rules.fit.max, language())}
        case "engagement_bound":
            return _("engagement counts up to %(most)s") % {"most": number(rules.engagement.max, language())}
        case "score_bound":
            return _("nobody has more than 100 or less than 0")
        case "base":
            return ""
    rule = next((rule for rule in rules.fit.rules if rule.id == each.rule), None)
    if rule is not None:
        known = [(name, attributes.get(name)) for name in dict.fromkeys(fields(rule.when))]
        words = [value_word(name, value) for name, value in known if not is_missing(value)]
        return ", ".join(words)[:_LONGEST_EVIDENCE]
    does = next((rule for rule in rules.engagement.rules if rule.id == each.rule), None)
    if isinstance(does, RegularityRule):
        return _("in %(weeks)s of %(of)s weeks or more") % {"weeks": does.at_least, "of": does.of}
    if each.last_at is None:
        return ""
    when = times.said(each.last_at, timezone.localtime(now), language())
    often = ngettext("%(count)s time", "%(count)s times", each.events) % {"count": each.events}
    return f"{often}, {when}" if each.events > 1 else when
