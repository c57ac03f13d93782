"""Conditions and rules of a model as people read them."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reif.rules.catalogue import attribute_type
from reif.rules.conditions import AllOf, AnyOf, Comparison, Condition, Literal, Not
from reif.rules.scoring_model import BehaviourRule, EventRule, RegularityRule
from reif.web.contact.known import value_word
from reif.web.templatetags.words import language
from reif.web.wording.field import attribute_word, event_word, property_word
from reif.web.wording.numbers import number

Called: TypeAlias = Callable[[str], str]
"""The word for a field."""
_DAY = timedelta(days=1)
_MOST_VALUES = 24
_ALIKE = ("equals", "in", "contains", "starts_with", "ends_with")


def words(condition: Condition, called: Called | None = None, *, inside: bool = False) -> str:
    """Budget is at least 10,000 and country is Germany or Austria. `called`: the word for a field."""
    called = called or _attribute
    match condition:
        case AllOf(parts):
            said = _(" and ").join(words(part, called, inside=True) for part in parts)
        case AnyOf(parts):
            parts = _together(parts)
            said = _(", or ").join(words(part, called, inside=True) for part in parts)
        case Not(Comparison() as part) if part.operator in _ALIKE:
            return _comparison(part, called, is_not=True)
        case Not(part):
            return _("not (%(what)s)") % {"what": words(part, called)}
        case Comparison():
            return _comparison(condition, called)
    return f"({said})" if inside and len(parts) > 1 else said


def _together(parts: Sequence[Condition]) -> tuple[Condition, ...]:
    """Comparisons of one field by one operator become one with all their values."""
    found: dict[object, Condition] = {}
    for part in parts:
        if not isinstance(part, Comparison) or part.operator not in _ALIKE:
            found[len(found)] = part
            continue
        operator = "equals" if part.operator == "in" else part.operator
        before = found.get((part.field, operator))
        values = _values(before.operand) if isinstance(before, Comparison) else ()
        found[part.field, operator] = Comparison(part.field, operator, (*values, *_values(part.operand)))
    return tuple(found.values())


def _values(operand: Literal | tuple[Literal, ...]) -> tuple[Literal, ...]:
    return operand if isinstance(operand, tuple) else (operand,)


def _either(shown: Sequence[str]) -> str:
    """a, b or c"""
    *head, tail = shown
    return ", ".join(head) + _(" or ") + tail if head else tail


def deed(rule: BehaviourRule) -> str:
    """What somebody does for the rule to count."""
    names = _names(rule.events)
    match rule:
        case EventRule(where=where):
            if where is None:
                return names
            return _("%(deeds)s, where %(what)s") % {"deeds": names, "what": words(where, _property)}
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


def _attribute(name: str) -> str:
    return attribute_word(name, language())


def _property(name: str) -> str:
    return property_word(name, language())


def _comparison(condition: Comparison, called: Called, *, is_not: bool = False) -> str:
    field, operand = called(condition.field), condition.operand
    if condition.operator == "exists":
        said = _("%(field)s is known") if operand else _("%(field)s is not known")
        return said % {"field": field}
    values = _values(operand)
    shown = [_value(condition.field, each) for each in values[:_MOST_VALUES]]
    if len(values) > _MOST_VALUES:
        shown.append("…")
    relations = _contraries() if is_not else _relations()
    return relations[condition.operator] % {"field": field, "value": _either(shown)}


def _contraries() -> dict[str, str]:
    return {
        "equals": _("%(field)s: not %(value)s"),
        "in": _("%(field)s: not %(value)s"),
        "contains": _("%(field)s does not contain %(value)s"),
        "starts_with": _("%(field)s does not begin with %(value)s"),
        "ends_with": _("%(field)s does not end with %(value)s"),
    }


def _relations() -> dict[str, str]:
    return {
        "equals": _("%(field)s: %(value)s"),
        "in": _("%(field)s: %(value)s"),
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
    of = attribute_type(field)
    is_word = of is not None and value in of.values
    return _("“%(text)s”") % {"text": said} if said == value and not is_word else said


def _names(events: tuple[str, ...]) -> str:
    return _either([event_word(each, language()) for each in events]) if events else _("anything")
