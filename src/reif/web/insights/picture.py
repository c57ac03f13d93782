"""The funnel as it is drawn, with the words that stand around the drawing."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reif.measure.queries import FROM_LEAD, Funnel, Step
from reif.rules.stages import Stage
from reif.web.charts.river import Band, cropping, river
from reif.web.charts.shares import length, share, span
from reif.web.templatetags.words import language
from reif.web.wording.field import disqualification_word, stage_word
from reif.web.wording.numbers import adding_up, number, percent

MOST_REASONS = 4
LONGEST_REASON = 64
"""Pixels of the bar of a reason that all were lost for."""
_STEPS_SHOWN = (Stage.PROSPECT, Stage.OPPORTUNITY, Stage.CUSTOMER)


@dataclass(frozen=True, slots=True)
class Reason:
    """`share` of those lost at the stage, with its bar."""

    word: str
    share: float
    count: int
    bar: SafeString


@dataclass(frozen=True, slots=True)
class Column:
    """What stands above and below a stage. `rate`: of the stage before, None for the first and after nobody.

    `of_all`: a bar of the share of all leads, for where there is no room for a river.
    """

    stage: Stage
    step: Step
    rate: float | None
    of_all: SafeString
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ChannelStep:
    """The share of the stage before that came to this one, and of how many."""

    stage: Stage
    share: float | None
    of: int
    bar: SafeString


@dataclass(frozen=True, slots=True)
class Channel:
    """`in_hundred`: customers of 100 leads."""

    word: str
    funnel: Funnel
    in_hundred: float
    steps: tuple[ChannelStep, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Days from stage to stage, in the mean of those who became customers, rounded so that they add up to the whole."""

    drawn: SafeString
    days: tuple[tuple[Stage, int], ...]
    whole: int


def river_of(of: Funnel, suspects: int, *, has_field: bool) -> SafeString:
    """The drawing; without the field of those seen before where nobody knows how many they were."""
    rates = [_rate(of.count, suspects) if has_field else ""]
    rates += [percent(step.rate, language()) if step.rate is not None and step.on else "" for step in of.steps[:-1]]
    bands = [Band(step.on, step.lost, step.under_way, rate) for step, rate in zip(of.steps, rates, strict=True)]
    return river(suspects if has_field else 0, bands, label(of))


def cropped(of: Funnel, suspects: int) -> int:
    """How many times as high the field would be true to scale; 0 where it is whole."""
    times = cropping(suspects, [Band(step.on, step.lost, step.under_way) for step in of.steps])
    return round(times) if of.count and times >= 1.5 else 0


def label(of: Funnel) -> str:
    """The figures of the drawing as a sentence."""
    said = ", ".join(f"{number(step.count, language())} {stage_word(step.stage, language())}" for step in of.steps)
    return _("The funnel: %(counts)s") % {"counts": said}


def columns(of: Funnel) -> list[Column]:
    """One for each stage from lead on."""
    rates = [None, *(step.rate for step in of.steps[:-1])]
    return [
        Column(step.stage, step, rate, share(step.count / of.count if of.count else 0.0, None), _reasons(step))
        for step, rate in zip(of.steps, rates, strict=True)
    ]


def time_between(of: Funnel) -> Between | None:
    """None where nobody became a customer."""
    if not of.days:
        return None
    whole = round(sum(of.days))
    rounded = [int(each) for each in adding_up(of.days, whole, 0)]
    days = tuple(zip(FROM_LEAD[1:], rounded, strict=False))
    labels = [(_days(count), _to(stage)) for stage, count in days]
    said = ", ".join(f"{figure} {what}" for figure, what in labels)
    return Between(span(of.days, labels, _("Time between the stages: %(days)s") % {"days": said}), days, whole)


def _days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": number(count, language())}


def _to(stage: Stage) -> str:
    return _("to %(stage)s") % {"stage": stage_word(stage, language(), is_short=True)}


def channel(word: str, of: Funnel, everybody: Funnel) -> Channel:
    """Its steps beside those of all together."""
    steps = tuple(_channel_step(stage, of, everybody) for stage in _STEPS_SHOWN)
    return Channel(word, of, 100 * (of.rate or 0.0), steps)


def _channel_step(stage: Stage, of: Funnel, everybody: Funnel) -> ChannelStep:
    before = FROM_LEAD.index(stage) - 1
    step, whole = of.steps[before], everybody.steps[before]
    return ChannelStep(stage, step.rate, step.count, share(step.rate, whole.rate))


def _reasons(step: Step) -> tuple[Reason, ...]:
    if not step.lost:
        return ()
    return tuple(
        Reason(_reason(name), count / step.lost, count, length(count / step.lost, LONGEST_REASON))
        for name, count in step.reasons[:MOST_REASONS]
    )


def _reason(name: str) -> str:
    return disqualification_word(name) if name else _("no reason given")


def _rate(part: int, whole: int) -> str:
    return percent(part / whole, language()) if whole >= part > 0 else ""
