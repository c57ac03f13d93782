"""Conditions as people read them: in both languages, one field once, what is not as a no."""

import pytest
from django.utils.translation import override

from reif.rules.conditions import AllOf, AnyOf, Comparison, Condition, Not
from reif.rules.scoring_model import EventRule, InactivityRule, Label
from reif.web.scoring import plain

MAIL = AnyOf(
    (
        Comparison("email", "ends_with", "@gmail.com"),
        Comparison("email", "ends_with", "@web.de"),
        Comparison("email", "contains", "@gmx."),
    )
)
DECIDES = AnyOf((Comparison("decision_role", "equals", "decider"), Comparison("seniority", "in", ("owner", "vp"))))


@pytest.mark.parametrize(
    ("condition", "english", "german"),
    [
        (
            MAIL,
            "E-mail ends with “@gmail.com” or “@web.de”, or E-mail contains “@gmx.”",
            "E-Mail endet auf „@gmail.com“ oder „@web.de“, oder E-Mail enthält „@gmx.“",
        ),
        (DECIDES, "Decision role: decides, or Seniority: owner or vice president", None),
        (
            Not(Comparison("country", "in", ("DE", "AT", "CH"))),
            "Country: not Germany, Austria or Switzerland",
            "Land: nicht Deutschland, Österreich oder Schweiz",
        ),
        (Not(Comparison("city", "contains", "x")), "City does not contain “x”", "Ort enthält nicht „x“"),
        (AllOf((MAIL, Comparison("budget", "gte", 10_000))), None, None),
        (Not(Comparison("budget", "gte", 10_000)), "not (Budget is at least €10,000)", None),
        (Comparison("machine_park", "exists", True), "Machines is known", "Machines ist bekannt"),
    ],
)
def test_words(condition: Condition, english: str | None, german: str | None) -> None:
    for language, expected in (("en", english), ("de", german)):
        with override(language):
            said = plain.words(condition, called)
            assert expected is None or said == expected
            if isinstance(condition, AllOf):
                assert said.startswith("(E-")


def called(name: str) -> str:
    return "Machines" if name == "machine_park" else plain._attribute(name)


def test_deeds() -> None:
    label = Label({"en": "x"})
    kind = EventRule("a", label, 5, ("Content Downloaded",), where=Not(Comparison("kind", "equals", "blog_post")))
    quiet = InactivityRule("b", label, -5, plain._DAY * 60)
    with override("de"):
        assert plain.deed(kind) == "Inhalt geladen, wenn gilt: Art: nicht „blog_post“"
        assert plain.deed(quiet) == "60\u00a0Tage lang selbst nichts getan"
