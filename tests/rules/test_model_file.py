"""What a valid model file is, and what is said of any other."""

from datetime import timedelta
from textwrap import dedent

import pytest

from reif.rules.conditions import Comparison
from reif.rules.model_file import ModelFileError, parse
from reif.rules.scoring_model import (
    AttributeRule,
    Engagement,
    EventRule,
    Exclusion,
    Fit,
    InactivityRule,
    Label,
    RegularityRule,
    ScoringModel,
)
from tests.rules.model_texts import engagement, problems

MODEL_TAKES = "a model takes format, name, base, fit, engagement, exclude, levels, temperatures, grades, calibration"
EVENT_RULE_TAKES = (
    "an event rule of engagement takes id, label, points, event, where, half_life, once_per, within, max_points"
)
LEVELS = "expected three numbers, each above the one before, such as [25, 50, 75]"
GRADES = "expected three numbers above 0 and at most 1, each below the one before, such as [0.75, 0.5, 0.25]"
HIGHER = "expected a higher score and no lower probability than in"

COMPLETE = """\
format: 1
name: complete
base: -2.5
fit:
  min: -10
  max: 50
  rules:
    - id: decision_maker
      label: {en: Decision maker, de: Entscheider}
      when: {field: seniority, in: [owner, 7, true]}
      points: 20
engagement:
  min: -5
  max: 40
  rules:
    - id: pricing_page
      label: Looked at prices
      event: [Page Viewed, Link Clicked, Page Viewed]
      where: {field: path, starts_with: /pricing}
      points: 5
      half_life: 14d
      once_per: day
      within: 1.5w
      max_points: 20
    - id: gone_quiet
      label: Quiet
      event: Page Viewed
      inactive_for: 36h
      points: -15
    - id: regular
      label: Regular
      active_weeks: {at_least: 4, of: 6}
      points: 10
exclude:
  - id: competitor
    label: Competitor
    when: {field: company_domain, equals: rival.example}
levels: [10, 20.5, 30]
temperatures: {warm: 5, hot: 6}
grades: [1, 0.5, 0.1]
calibration: [[0, 0.1], [50, 0.1], [100, 0.9]]
"""


def test_every_key() -> None:
    assert parse(COMPLETE, file="model.yaml") == ScoringModel(
        name="complete",
        base=-2.5,
        fit=Fit(
            -10.0,
            50.0,
            (
                AttributeRule(
                    "decision_maker",
                    Label({"en": "Decision maker", "de": "Entscheider"}),
                    20.0,
                    Comparison("seniority", "in", ("owner", 7.0, True)),
                ),
            ),
        ),
        engagement=Engagement(
            -5.0,
            40.0,
            (
                EventRule(
                    "pricing_page",
                    Label({"": "Looked at prices"}),
                    5.0,
                    events=("Page Viewed", "Link Clicked"),
                    where=Comparison("path", "starts_with", "/pricing"),
                    half_life=timedelta(days=14),
                    once_per="day",
                    within=timedelta(days=10, hours=12),
                    max_points=20.0,
                ),
                InactivityRule("gone_quiet", Label({"": "Quiet"}), -15.0, timedelta(hours=36), ("Page Viewed",)),
                RegularityRule("regular", Label({"": "Regular"}), 10.0, 4, 6),
            ),
        ),
        exclude=(
            Exclusion("competitor", Label({"": "Competitor"}), Comparison("company_domain", "equals", "rival.example")),
        ),
        levels=(10.0, 20.5, 30.0),
        warm=5.0,
        hot=6.0,
        grades=(1.0, 0.5, 0.1),
        calibration=((0.0, 0.1), (50.0, 0.1), (100.0, 0.9)),
    )


def test_defaults() -> None:
    assert parse("format: 1\nname: smallest\n", file="model.yaml") == ScoringModel(
        name="smallest",
        base=0.0,
        fit=Fit(0.0, 100.0, ()),
        engagement=Engagement(0.0, 100.0, ()),
        exclude=(),
        levels=(25.0, 50.0, 75.0),
        warm=40.0,
        hot=70.0,
        grades=(0.75, 0.5, 0.25),
        calibration=(),
    )


def test_defaults_of_a_rule() -> None:
    model = parse(engagement("event: Page Viewed", "once_per: none"), file="model.yaml")
    assert model.engagement.rules == (EventRule("rule", Label({"": "Rule"}), 1.0, ("Page Viewed",)),)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("format: 1\nname: Größe\n".encode(), id="UTF-8"),
        pytest.param("\ufeffformat: 1\nname: Größe\n".encode(), id="UTF-8 with a byte order mark"),
        pytest.param("\ufeffformat: 1\nname: Größe\n", id="text with a byte order mark"),
        pytest.param("format: 1\r\nname: Größe\r\n", id="CRLF"),
        pytest.param("%YAML 1.2\n---\nformat: 1\nname: Größe\n...\n", id="directive and end"),
        pytest.param('{"format": 1, "name": "Gr\\u00f6\\u00dfe"}', id="JSON"),
        pytest.param("format: &one 1\nname: &name Größe\nbase: *one\nfit: {min: 0}", id="anchors"),
        pytest.param("format: !!int 1\nname: !!str Größe\n", id="core tags"),
        pytest.param("format: 0x1\nname: Größe", id="hexadecimal"),
    ],
)
def test_ways_to_write_the_same(source: str | bytes) -> None:
    assert parse(source, file="model.yaml").name == "Größe"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{}", "m:1: format: missing; a model needs format, name\nm:1: name: missing; a model needs format, name"),
        ("name: x", "m:1: format: missing; a model needs format, name"),
        ("format: 2\nname: x", "m:1: format: expected 1, the one format there is, found the number 2"),
        ("format: 1.0\nname: x", "m:1: format: expected 1, the one format there is, found the number 1.0"),
        ("format: '1'\nname: x", 'm:1: format: expected 1, the one format there is, found the text "1"'),
        ("format: 1\nname: ' '", 'm:2: name: expected a text, found the text " "'),
        ("format: 1\nname: 12", 'm:2: name: expected a text, found the number 12; in quotes it is a text: "12"'),
        (
            "format: 1\nname: x\nlevel: [1, 2, 3]\nwhatever: 1",
            f"m:3: level: unknown key; did you mean levels? {MODEL_TAKES}\nm:4: whatever: unknown key; {MODEL_TAKES}",
        ),
        ("format: 1\nname: x\n<<: {base: 1}", f'm:3: "<<": unknown key; {MODEL_TAKES}'),
        ("format: 1\nname: x\nbase: ten", 'm:3: base: expected a finite number, found the text "ten"'),
        ("format: 1\nname: x\nbase: .inf", "m:3: base: expected a finite number, found the number .inf"),
        ("format: 1\nname: x\nbase: .nan", "m:3: base: expected a finite number, found the number .nan"),
        ("format: 1\nname: x\nbase: 1e309", "m:3: base: expected a finite number, found the number 1e309"),
        (
            f"format: 1\nname: x\nbase: 1{'0' * 309}",
            f"m:3: base: expected a finite number, found the number 1{'0' * 38}…",
        ),
        ("format: 1\nname: x\nbase: true", "m:3: base: expected a finite number, found the boolean true"),
        ("format: 1\nname: x\nbase:", "m:3: base: expected a finite number, found nothing (null)"),
        ("format: 1\nname: x\nfit: []", "m:3: fit: expected a mapping, found an empty list"),
        (
            "format: 1\nname: x\nfit: {min: 60, max: 50}",
            "m:3: fit.max: expected min at most max, found min 60 and max 50",
        ),
        (
            "format: 1\nname: x\nengagement: {min: 101}",
            "m:3: engagement.min: expected min at most max, found min 101 and max 100",
        ),
        (
            "format: 1\nname: x\nfit: {minimum: 0}",
            "m:3: fit.minimum: unknown key; did you mean min? fit takes min, max, rules",
        ),
        ("format: 1\nname: x\nfit: {rules: {}}", "m:3: fit.rules: expected a list of rules, found a mapping"),
        ("format: 1\nname: x\nexclude: [1]", "m:3: exclude[1]: expected a mapping, found the number 1"),
        ("format: 1\nname: x\nlevels: 25", f"m:3: levels: {LEVELS}, found the number 25"),
        ("format: 1\nname: x\nlevels: [25, 50]", f"m:3: levels: {LEVELS}, found 2"),
        ("format: 1\nname: x\nlevels: [1, 2, 3, 4]", f"m:3: levels: {LEVELS}, found 4"),
        ("format: 1\nname: x\nlevels: [25, 50, 50]", f"m:3: levels: {LEVELS}, found [25, 50, 50]"),
        (
            "format: 1\nname: x\nlevels:\n  - 25\n  - fifty\n  -\n",
            (
                'm:5: levels[2]: expected a finite number, found the text "fifty"\n'
                "m:6: levels[3]: expected a finite number, found nothing (null)"
            ),
        ),
        (
            "format: 1\nname: x\ntemperatures: {warm: 70}",
            "m:3: temperatures: expected warm below hot, found warm 70 and hot 70",
        ),
        (
            "format: 1\nname: x\ntemperatures: {cold: 0}",
            "m:3: temperatures.cold: unknown key; temperatures takes warm, hot",
        ),
        ("format: 1\nname: x\ngrades: [1.1, 0.5, 0.2]", f"m:3: grades: {GRADES}, found [1.1, 0.5, 0.2]"),
        ("format: 1\nname: x\ngrades: [0.5, 0.5, 0.2]", f"m:3: grades: {GRADES}, found [0.5, 0.5, 0.2]"),
        ("format: 1\nname: x\ngrades: [0.5, 0.2, 0]", f"m:3: grades: {GRADES}, found [0.5, 0.2, 0]"),
        (
            "format: 1\nname: x\ncalibration: {0: 1}",
            "m:3: calibration: expected a list of pairs [score, probability], both rising, found a mapping",
        ),
        (
            "format: 1\nname: x\ncalibration:\n- [1, 0.5]\n- [1, 0.6]\n- [2, 0.5]\n- [3, 2]\n- [4]\n- 5",
            (
                f"m:5: calibration[2]: {HIGHER} [1, 0.5], found [1, 0.6]\n"
                f"m:6: calibration[3]: {HIGHER} [1, 0.6], found [2, 0.5]\n"
                "m:7: calibration[4][2]: expected a probability from 0 to 1, found the number 2\n"
                "m:8: calibration[5]: expected a pair [score, probability] such as [40, 0.12], found a list\n"
                "m:9: calibration[6]: expected a pair [score, probability] such as [40, 0.12], found the number 5"
            ),
        ),
    ],
)
def test_the_parts_of_a_model(source: str, expected: str) -> None:
    assert problems(source) == expected


def test_all_problems_at_once_in_the_order_of_the_file() -> None:
    source = """\
        levels: [3, 2, 1]
        format: 3
        engagement:
          rules:
            - id: visit
              label: Visit
              event: Page Viewed
              halflife: 14d
              points: some
        fit:
          max: many
        """
    assert problems(dedent(source)).splitlines() == [
        "m:1: name: missing; a model needs format, name",
        f"m:1: levels: {LEVELS}, found [3, 2, 1]",
        "m:2: format: expected 1, the one format there is, found the number 3",
        f"m:8: engagement.rules[visit].halflife: unknown key; did you mean half_life? {EVENT_RULE_TAKES}",
        'm:9: engagement.rules[visit].points: expected a finite number, found the text "some"',
        'm:11: fit.max: expected a finite number, found the text "many"',
    ]


def test_problems_as_data() -> None:
    with pytest.raises(ModelFileError) as raised:
        parse("format: 1\n", file="models/ours.yaml")
    [problem] = raised.value.problems
    assert (problem.file, problem.line, problem.key) == ("models/ours.yaml", 1, "name")
    assert problem.message == "missing; a model needs format, name"
    assert str(raised.value) == "models/ours.yaml:1: name: missing; a model needs format, name"
