"""Rules as a model file writes them."""

from textwrap import dedent, indent

import pytest

from tests.rules.model_texts import engagement, problems

EVENT_RULE_TAKES = (
    "an event rule of engagement takes id, label, points, event, where, half_life, once_per, within, max_points"
)
LABEL = "expected a text or a text per language such as {en: Decision maker, de: Entscheider}"
ID = "expected an id of lower-case letters a-z, digits and _"
DURATION = "expected a duration such as 36h, 14d or 1.5w (hours, days, weeks)"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            "{}",
            (
                "fit.rules[1].id: missing; a rule of fit needs id, label, points, when\n"
                "fit.rules[1].label: missing; a rule of fit needs id, label, points, when\n"
                "fit.rules[1].points: missing; a rule of fit needs id, label, points, when\n"
                "fit.rules[1].when: missing; a rule of fit needs id, label, points, when"
            ),
        ),
        ("{id: Big Deal, label: x, points: 1, when: W}", f'fit.rules[1].id: {ID}, found the text "Big Deal"'),
        ("{id: größe, label: x, points: 1, when: W}", f'fit.rules[1].id: {ID}, found the text "größe"'),
        (
            "{id: 404, label: x, points: 1, when: W}",
            f'fit.rules[1].id: {ID}, found the number 404; in quotes it is a text: "404"',
        ),
        ("{id: '', label: x, points: 1, when: W}", f'fit.rules[1].id: {ID}, found the text ""'),
        (
            "{id: base, label: x, points: 1, when: W}",
            (
                'fit.rules[base].id: "base" is taken by the score itself; '
                "expected another id than base, fit_bound, engagement_bound, score_bound"
            ),
        ),
        ("{id: a, label: , points: 1, when: W}", f"fit.rules[a].label: {LABEL}, found nothing (null)"),
        ("{id: a, label: [x], points: 1, when: W}", f"fit.rules[a].label: {LABEL}, found a list"),
        ("{id: a, label: {}, points: 1, when: W}", f"fit.rules[a].label: {LABEL}, found an empty mapping"),
        (
            "{id: a, label: {EN: x, de: '', fr: 1, pt-BR: x}, points: 1, when: W}",
            (
                "fit.rules[a].label.EN: expected a language code as key, such as en, de or pt-BR\n"
                'fit.rules[a].label.de: expected a text, found the text ""\n'
                'fit.rules[a].label.fr: expected a text, found the number 1; in quotes it is a text: "1"'
            ),
        ),
        (
            "{id: a, label: x, points: 5 pts, when: W}",
            'fit.rules[a].points: expected a finite number, found the text "5 pts"',
        ),
        (
            "{id: a, label: x, points: 1, when: W, half_life: 3d}",
            "fit.rules[a].half_life: unknown key; a rule of fit takes id, label, points, when",
        ),
    ],
)
def test_rules_of_fit(rule: str, expected: str) -> None:
    source = "format: 1\nname: x\nfit: {rules: [" + rule.replace("W", "{field: x, gt: 1}") + "]}"
    assert problems(source) == indent(expected, "m:3: ")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["event: []"], "m:8: E.event: expected the name of an event or a list of names, found an empty list"),
        (["event: {a: b}"], "m:8: E.event: expected the name of an event or a list of names, found a mapping"),
        (
            ["event: [Page Viewed, '', 3]"],
            (
                'm:8: E.event[2]: expected the name of an event, found the text ""\n'
                'm:8: E.event[3]: expected the name of an event, found the number 3; in quotes it is a text: "3"'
            ),
        ),
        ([], "m:5: E.event: missing; an event rule of engagement needs id, label, points, event"),
        (
            ["when: {field: x, gt: 1}"],
            (
                "m:5: E.event: missing; an event rule of engagement needs id, label, points, event\n"
                f"m:8: E.when: unknown key; did you mean where? {EVENT_RULE_TAKES}"
            ),
        ),
        (
            ["event: x", "halflife: 3d"],
            f"m:9: E.halflife: unknown key; did you mean half_life? {EVENT_RULE_TAKES}",
        ),
        (["event: x", "where:"], "m:9: E.where: expected a mapping, found nothing (null)"),
        (["event: x", "half_life: 14"], f"m:9: E.half_life: {DURATION}, found the number 14"),
        (["event: x", "half_life: 14 d"], f'm:9: E.half_life: {DURATION}, found the text "14 d"'),
        (["event: x", "half_life: 3m"], f'm:9: E.half_life: {DURATION}, found the text "3m"'),
        (["event: x", "half_life: -3d"], f'm:9: E.half_life: {DURATION}, found the text "-3d"'),
        (["event: x", "half_life: 0d"], f'm:9: E.half_life: {DURATION}, found the text "0d"'),
        (["event: x", "within: 0.0000000000001h"], f'm:9: E.within: {DURATION}, found the text "0.0000000000001h"'),
        (["event: x", "within: 1000000000d"], f'm:9: E.within: {DURATION}, found the text "1000000000d"'),
        (["event: x", "once_per: week"], 'm:9: E.once_per: expected none, day or lead, found the text "week"'),
        (["event: x", "once_per:"], "m:9: E.once_per: expected none, day or lead, found nothing (null)"),
        (["event: x", "max_points: 0"], "m:9: E.max_points: expected a finite number above 0, found the number 0"),
        (["event: x", "max_points: -5"], "m:9: E.max_points: expected a finite number above 0, found the number -5"),
        (["inactive_for: 0w"], f'm:8: E.inactive_for: {DURATION}, found the text "0w"'),
        (
            ["inactive_for: 3d", "half_life: 3d"],
            "m:9: E.half_life: unknown key; an inactivity rule takes id, label, points, inactive_for, event",
        ),
        (
            ["inactive_for: 3d", "active_weeks: {at_least: 1, of: 2}"],
            "m:9: E.active_weeks: unknown key; an inactivity rule takes id, label, points, inactive_for, event",
        ),
        (
            ["active_weeks: 3"],
            "m:8: E.active_weeks: expected a mapping, found the number 3",
        ),
        (
            ["active_weeks: {}"],
            (
                "m:8: E.active_weeks.at_least: missing; active_weeks needs at_least, of\n"
                "m:8: E.active_weeks.of: missing; active_weeks needs at_least, of"
            ),
        ),
        (
            ["active_weeks: {at_least: 7, of: 6}"],
            "m:8: E.active_weeks.at_least: expected a whole number from 1 to 6, found the number 7",
        ),
        (
            ["active_weeks: {at_least: 0, of: 53}"],
            (
                "m:8: E.active_weeks.of: expected a whole number from 1 to 52, found the number 53\n"
                "m:8: E.active_weeks.at_least: expected a whole number from 1 to 52, found the number 0"
            ),
        ),
        (
            ["active_weeks: {at_least: 1.0, of: 1.5}"],
            (
                "m:8: E.active_weeks.of: expected a whole number from 1 to 52, found the number 1.5\n"
                "m:8: E.active_weeks.at_least: expected a whole number from 1 to 52, found the number 1.0"
            ),
        ),
        (
            ["active_weeks: {at_least: 1, of: 2}", "where: {field: x, gt: 1}"],
            "m:9: E.where: unknown key; a regularity rule takes id, label, points, active_weeks, event",
        ),
    ],
)
def test_rules_of_engagement(keys: list[str], expected: str) -> None:
    assert problems(engagement(*keys)) == expected.replace("E", "engagement.rules[rule]")


def test_rules_of_exclude_have_no_points() -> None:
    source = "format: 1\nname: x\nexclude:\n- {id: a, label: x, points: 0, when: {field: x, gt: 1}}"
    assert problems(source) == "m:4: exclude[a].points: unknown key; a rule of exclude takes id, label, when"


def test_an_id_belongs_to_one_rule_of_the_file() -> None:
    source = """\
        format: 1
        name: x
        exclude:
          - {id: a, label: x, when: {field: x, gt: 1}}
        engagement:
          rules:
            - {id: b, label: x, points: 1, event: x}
            - {id: a, label: x, points: 1, event: x}
        fit:
          rules:
            - {id: b, label: x, points: 1, when: {field: x, gt: 1}}
        """
    assert problems(dedent(source)) == (
        'm:8: engagement.rules[a].id: "a" is taken by the rule in line 4; expected another id\n'
        'm:11: fit.rules[b].id: "b" is taken by the rule in line 7; expected another id'
    )
