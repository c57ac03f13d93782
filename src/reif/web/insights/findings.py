"""What the figures say, in sentences with their base."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reif.measure.queries import Funnel, Step
from reif.rules.stages import Stage
from reif.web.templatetags.words import language
from reif.web.wording.field import channel_word, disqualification_word, stage_word
from reif.web.wording.numbers import number

ENOUGH = 20
"""A channel with fewer leads proves nothing."""
ENOUGH_CUSTOMERS = 5
"""A channel with fewer customers may have had luck."""
ENOUGH_FOR_SHARES = 100
"""With fewer leads, customers are counted and not told by the hundred."""


def headline(of: Funnel) -> str:
    """Of 100 leads 3.7 become customers (so far, while most are under way); of few leads, how many did."""
    if of.count == 0:
        return _("Nobody became a lead in this time.")
    if of.customers == 0:
        said = ngettext(
            "%(count)s lead, and no customer yet.", "%(count)s leads, and no customer among them yet.", of.count
        )
        return said % {"count": number(of.count, language())}
    if of.count < ENOUGH_FOR_SHARES:
        figures = {"customers": number(of.customers, language()), "count": number(of.count, language())}
        return (
            ngettext(
                "%(customers)s of %(count)s lead became a customer.",
                "%(customers)s of %(count)s leads became customers.",
                of.count,
            )
            % figures
        )
    rate = 100 * (of.rate or 0.0)
    shown = number(rate, language(), 0 if rate >= 10 else 1)
    is_open = of.steps[0].under_way > of.count / 2
    said = _("Of 100 leads %(count)s become customers.")
    if is_open:
        said = _("Of 100 leads %(count)s are customers so far.")
    said %= {"count": shown}
    narrow = narrowest(of)
    return f"{said} {_narrow(narrow)}" if narrow is not None else said


def narrowest(of: Funnel) -> Step | None:
    """The stage that gives up most people; None if nobody was given up."""
    worst = max(of.steps, key=lambda step: step.lost)
    return worst if worst.lost else None


def _narrow(step: Step) -> str:
    if step.stage is Stage.LEAD:
        return _("Most who leave do so before somebody qualifies them.")
    return _("Most who leave do so as %(stage)s.") % {"stage": stage_word(step.stage, language())}


def deck(of: Funnel, channels: Mapping[str, Funnel]) -> str:
    """The step that loses most with its base, and the channel that brings most customers for each lead."""
    said = []
    if of.count >= ENOUGH_FOR_SHARES and of.customers:
        figures = {"customers": number(of.customers, language()), "count": number(of.count, language())}
        said.append(_("That is %(customers)s of %(count)s.") % figures)
    narrow = narrowest(of)
    if narrow is not None:
        said.append(_lost(narrow))
    best = _best(of, channels)
    if best:
        said.append(best)
    return " ".join(said)


def _lost(step: Step) -> str:
    figures = {
        "lost": number(step.lost, language()),
        "count": number(step.count, language()),
        "stage": stage_word(step.stage, language()),
    }
    reason = next((reason for reason, _count in step.reasons if reason), "")
    if not reason:
        return _("%(lost)s of %(count)s were given up at the stage %(stage)s.") % figures
    return _("%(lost)s of %(count)s were given up at the stage %(stage)s, most often: %(reason)s.") % {
        **figures,
        "reason": disqualification_word(reason),
    }


def _best(of: Funnel, channels: Mapping[str, Funnel]) -> str:
    """Only where it is better than all together, by enough leads to be told."""
    for channel, each in channels.items():
        is_enough = each.count >= ENOUGH and each.customers >= ENOUGH_CUSTOMERS
        if channel and is_enough and (each.rate or 0) > (of.rate or 0):
            said = _("%(channel)s brings more customers for its leads than all together: %(customers)s of %(count)s.")
            return said % {
                "channel": channel_word(channel),
                "customers": number(each.customers, language()),
                "count": number(each.count, language()),
            }
    return ""
