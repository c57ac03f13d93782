"""Conditions and rules of a model as people read them."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reif.rules.conditions import AllOf, AnyOf, Comparison, Condition, Not
from reif.rules.scoring_model import BehaviourRule, EventRule, RegularityRule
from reif.web.contact.known import value_word
from reif.web.templatetags.words import language
from reif.web.wording.field import attribute_word, event_word
from reif.web.wording.numbers import number

_DAY = timedelta(days=1)
_MOST_VALUES = 12


def words(condition: Condition, *, inside: bool = False) -> str:
    """budget is at least 10,000 and country is Germany or Austria"""
    match condition:
        case AllOf(parts):
            said = _(" and ").join(words(part, inside=True) for part in parts)
        case AnyOf(parts):
            said = _(" or ").join(words(part, inside=True) for part in parts)
        case Not(part):
            return _("not (%(what)s)") % {"what": words(part)}
        case Comparison():
            return _comparison(condition)
    return f"({said})" if inside and len(parts) > 1 else said


def deed(rule: BehaviourRule) -> str:
    """What somebody does for the rule to count."""
    names = _names(rule.events)
    match rule:
        case EventRule(where=where):
            if where is None:
                return names
            return _("%(deeds)s, where %(what)s") % {"deeds": names, "what": words(where)}
        case RegularityRule(at_least=at_least, of=of):
            return _("something of their own in %(weeks)s of the last %(of)s weeks") % {"weeks": at_least, "of": of}
    return _("nothing of their own for %(time)s") % {"time": days(rule.inactive_for)}


def terms(rule: BehaviourRule) -> list[str]:
    """How it counts: once a day, halves every 30 days, at most 60 points."""
    if not isinstance(rule, EventRule):
        return [_("counts once")]
    said = []
    if rule.once_per == "day":
        said.append(_("once a day"))
    elif rule.once_per == "lead":
        said.append(_("only the newest"))
    if rule.half_life is not None:
        said.append(_("halves every %(time)s") % {"time": days(rule.half_life)})
    if rule.within is not None:
        said.append(_("only within %(time)s") % {"time": days(rule.within)})
    if rule.max_points is not None:
        said.append(_("at most %(points)s points") % {"points": number(rule.max_points, language())})
    return said


def days(span: timedelta) -> str:
    """30 days; hours where it is less than two days and not whole ones."""
    if span % _DAY == timedelta(0):
        return ngettext("%(count)s\u00a0day", "%(count)s\u00a0days", span.days) % {"count": span.days}
    hours = span / timedelta(hours=1)
    return ngettext("%(count)s\u00a0hour", "%(count)s\u00a0hours", int(hours)) % {"count": number(hours, language())}


def _comparison(condition: Comparison) -> str:
    field, operand = attribute_word(condition.field, language()), condition.operand
    if condition.operator == "exists":
        said = _("%(field)s is known") if operand else _("%(field)s is not known")
        return said % {"field": field}
    values = operand if isinstance(operand, tuple) else (operand,)
    shown = [_value(condition.field, each) for each in values[:_MOST_VALUES]]
    if len(values) > _MOST_VALUES:
        shown.append("…")
    return _relations()[condition.operator] % {"field": field, "value": _(" or ").join(shown)}


def _relations() -> dict[str, str]:
    return {
        "equals": _("%(field)s is %(value)s"),
        "in": _("%(field)s is %(value)s"),
        "contains": _("%(field)s contains %(value)s"),
        "starts_with": _("%(field)s begins with %(value)s"),
        "ends_with": _("%(field)s ends with %(value)s"),
        "gt": _("%(field)s is more than %(value)s"),
        "gte": _("%(field)s is at least %(value)s"),
        "lt": _("%(field)s is less than %(value)s"),
        "lte": _("%(field)s is at most %(value)s"),
    }


def _value(field: str, value: object) -> str:
    said = value_word(field, value)
    return _("“%(text)s”") % {"text": said} if said == value else said


def _names(events: tuple[str, ...]) -> str:
    return _(" or ").join(event_word(each, language()) for each in events) if events else _("anything")
