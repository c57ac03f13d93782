"""A model as the rows of a page, and what sets two versions apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reif.rules.scoring_model import AttributeRule, BehaviourRule, Exclusion, ScoringModel
from reif.web.scoring import plain
from reif.web.scoring.plain import Called
from reif.web.templatetags.words import language
from reif.web.wording.numbers import number, signed


@dataclass(frozen=True, slots=True)
class Row:
    """A rule: its label, what has to hold or happen, how it counts, and its points (0 for an exclusion)."""

    id: str
    label: str
    what: str
    terms: Sequence[str]
    points: float


@dataclass(frozen=True, slots=True)
class Difference:
    """`kind`: added, removed or changed; `what`: the label of the rule, or the name of a setting."""

    kind: str
    what: str
    before: str
    after: str


def fit(model: ScoringModel, called: Called) -> list[Row]:
    """Who they are, most points first. `called`: the word for an attribute."""
    return _sorted(_attribute(rule, called) for rule in model.fit.rules)


def engagement(model: ScoringModel) -> list[Row]:
    """What they do, most points first."""
    return _sorted(_behaviour(rule) for rule in model.engagement.rules)


def exclusions(model: ScoringModel, called: Called) -> list[Row]:
    """Who is never a target."""
    return [_exclusion(rule, called) for rule in model.exclude]


def differences(before: ScoringModel, after: ScoringModel, called: Called) -> list[Difference]:
    """What another version says otherwise, setting by setting and rule by rule."""
    found = [
        Difference("changed", name, old, new)
        for (name, old), (_name, new) in zip(_settings(before), _settings(after), strict=True)
        if old != new
    ]
    old_rules, new_rules = _rules(before, called), _rules(after, called)
    for each, row in new_rules.items():
        was = old_rules.get(each)
        if was is None:
            found.append(Difference("added", row.label, "", _said(row)))
        elif _said(was) != _said(row) or was.label != row.label:
            found.append(Difference("changed", row.label, _said(was), _said(row)))
    found += [
        Difference("removed", row.label, _said(row), "") for each, row in old_rules.items() if each not in new_rules
    ]
    return found


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: -row.points)


def _attribute(rule: AttributeRule, called: Called) -> Row:
    return Row(rule.id, rule.label.in_language(language()), plain.words(rule.when, called), (), rule.points)


def _behaviour(rule: BehaviourRule) -> Row:
    return Row(rule.id, rule.label.in_language(language()), plain.deed(rule), plain.terms(rule), rule.points)


def _exclusion(rule: Exclusion, called: Called) -> Row:
    return Row(rule.id, rule.label.in_language(language()), plain.words(rule.when, called), (), 0.0)


def _rules(model: ScoringModel, called: Called) -> Mapping[str, Row]:
    rows = [*fit(model, called), *engagement(model), *exclusions(model, called)]
    return {row.id: row for row in rows}


def _said(row: Row) -> str:
    points = signed(row.points, language(), _decimals(row.points)) if row.points else _("never a target")
    return f"{points}: {'; '.join([row.what, *row.terms])}"


def _settings(model: ScoringModel) -> list[tuple[str, str]]:
    return [
        (_("Base"), _shown(model.base)),
        (_("Bounds of fit"), f"{_shown(model.fit.min)} … {_shown(model.fit.max)}"),
        (_("Bounds of engagement"), f"{_shown(model.engagement.min)} … {_shown(model.engagement.max)}"),
        (_("Warm from"), _shown(model.warm)),
        (_("Hot from"), _shown(model.hot)),
        (_("Levels from"), ", ".join(map(_shown, model.levels))),
        (_("Grades from"), ", ".join(_shown(100 * each) for each in model.grades)),
        (_("Calibration"), ", ".join(f"{_shown(score)}: {_shown(100 * share)}" for score, share in model.calibration)),
    ]


def _shown(value: float) -> str:
    return number(value, language(), _decimals(value))


def _decimals(value: float) -> int:
    return 0 if float(value).is_integer() else 1
