"""A model file of format 1: YAML in, a checked scoring model out, or every problem at once."""

from collections.abc import Callable

from reif.rules.core_schema import Number
from reif.rules.places import Findings, Place, items, mapping, number, text
from reif.rules.problems import ModelFileError, Problem
from reif.rules.rule_file import attribute_rule, behaviour_rule, exclusion, reject_repeated_ids, rule_places
from reif.rules.scoring_model import Engagement, Fit, ScoringModel
from reif.rules.yaml_nodes import Scalar, Sequence, YamlError, compose

__all__ = ["ModelFileError", "Problem", "parse"]

_KEYS = ("format", "name", "base", "fit", "engagement", "exclude", "levels", "temperatures", "grades", "calibration")
_DEFAULT = ScoringModel(name="")


def parse(text: str | bytes, *, file: str) -> ScoringModel:
    """The model that a file says. `file` names it in problems; nothing is read from there.

    Bytes are UTF-8, with or without a byte order mark. Raises ModelFileError with all problems of the text, by line;
    of text that is not YAML, with the first.
    """
    findings = Findings(file)
    try:
        root = compose(text)
    except YamlError as error:
        raise ModelFileError([Problem(file, error.line, "", error.message)]) from None
    model = _model(Place(root, "", root.line, findings))
    if findings.problems:
        raise ModelFileError(findings.problems)
    return model


def _model(place: Place) -> ScoringModel:
    members = mapping(place, "a model", _KEYS, required=("format", "name")) or {}
    _check_format(members.get("format"))
    exclude = rule_places(members.get("exclude"))
    fit, fit_rules = _group(members.get("fit"), "fit")
    engagement, engagement_rules = _group(members.get("engagement"), "engagement")
    reject_repeated_ids([*exclude, *fit_rules, *engagement_rules])
    warm, hot = _temperatures(members.get("temperatures"))
    return ScoringModel(
        name=text(members.get("name")),
        base=number(members.get("base"), _DEFAULT.base),
        fit=Fit(*fit, tuple(map(attribute_rule, fit_rules))),
        engagement=Engagement(*engagement, tuple(map(behaviour_rule, engagement_rules))),
        exclude=tuple(map(exclusion, exclude)),
        levels=_levels(members.get("levels")),
        warm=warm,
        hot=hot,
        grades=_grades(members.get("grades")),
        calibration=_calibration(members.get("calibration")),
    )


def _check_format(place: Place | None) -> None:
    if place is None:
        return
    value = place.node.value if isinstance(place.node, Scalar) else None
    if value != Number(1.0, is_integer=True):
        place.expected("1, the one format there is")


def _group(place: Place | None, name: str) -> tuple[tuple[float, float], list[Place]]:
    """The bounds of fit or engagement, and its rules yet to be read."""
    members = mapping(place, name, ("min", "max", "rules")) or {} if place else {}
    low = number(members.get("min"), _DEFAULT.fit.min)
    high = number(members.get("max"), _DEFAULT.fit.max)
    if place and low > high:
        culprit = members.get("max") or members["min"]
        culprit.reject(f"expected min at most max, found min {low:g} and max {high:g}")
    return (low, high), rule_places(members.get("rules"))


def _levels(place: Place | None) -> tuple[float, float, float]:
    what = "three numbers, each above the one before, such as [25, 50, 75]"
    return _three(place, what, _DEFAULT.levels, lambda first, second, third: first < second < third)


def _grades(place: Place | None) -> tuple[float, float, float]:
    what = "three numbers above 0 and at most 1, each below the one before, such as [0.75, 0.5, 0.25]"
    return _three(place, what, _DEFAULT.grades, lambda first, second, third: 1 >= first > second > third > 0)


def _three(
    place: Place | None, what: str, default: tuple[float, float, float], fits: Callable[[float, float, float], bool]
) -> tuple[float, float, float]:
    if place is None:
        return default
    known = len(place.findings.problems)
    values = [number(each, 0.0) for each in items(place, what)]
    if len(place.findings.problems) > known:
        return default
    if len(values) != 3:
        place.reject(f"expected {what}, found {len(values)}")
        return default
    first, second, third = values
    if not fits(first, second, third):
        place.reject(f"expected {what}, found [{first:g}, {second:g}, {third:g}]")
    return first, second, third


def _temperatures(place: Place | None) -> tuple[float, float]:
    keys = ("warm", "hot")
    members = mapping(place, "temperatures", keys) or {} if place else {}
    warm = number(members.get("warm"), _DEFAULT.warm)
    hot = number(members.get("hot"), _DEFAULT.hot)
    if place and warm >= hot:
        place.reject(f"expected warm below hot, found warm {warm:g} and hot {hot:g}")
    return warm, hot


def _calibration(place: Place | None) -> tuple[tuple[float, float], ...]:
    pairs: list[tuple[float, float]] = []
    for each in items(place, "a list of pairs [score, probability], both rising"):
        pair = _pair(each)
        if pair is None:
            continue
        if pairs and not (pair[0] > pairs[-1][0] and pair[1] >= pairs[-1][1]):
            before = f"[{pairs[-1][0]:g}, {pairs[-1][1]:g}]"
            each.reject(
                f"expected a higher score and no lower probability than in {before}, found [{pair[0]:g}, {pair[1]:g}]"
            )
        pairs.append(pair)
    return tuple(pairs)


def _pair(place: Place) -> tuple[float, float] | None:
    what = "a pair [score, probability] such as [40, 0.12]"
    if not isinstance(place.node, Sequence) or len(place.node.items) != 2:
        place.expected(what)
        return None
    score, probability = items(place, what)
    known = len(place.findings.problems)
    pair = (number(score, 0.0), number(probability, 0.0, "a probability from 0 to 1", lambda value: 0 <= value <= 1))
    return pair if len(place.findings.problems) == known else None
