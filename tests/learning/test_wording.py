"""Numbers and sentences in both languages."""

import math
import string

import numpy as np
import pytest

from reif.learning.intervals import Interval
from reif.learning.phrases import PHRASES
from reif.learning.report import Report, measure
from reif.learning.wording import Wording

EN, DE = Wording("en"), Wording("de")


def test_numbers() -> None:
    assert (EN.count(1204), DE.count(1204)) == ("1,204", "1.204")
    assert (EN.percent(0.128), DE.percent(0.128)) == ("12.8%", "12,8\u202f%")
    assert (EN.decimal(0.784), DE.decimal(0.784)) == ("0.78", "0,78")
    assert EN.percents(Interval(0.312, 0.51)) == "31.2\u201351.0%"
    assert DE.percents(Interval(0.312, 0.51)) == "31,2\u201351,0\u202f%"


def test_nothing_is_a_dash_and_never_nought() -> None:
    nothing = {EN.percent(None), EN.decimal(None), EN.percents(None), EN.decimals(None)}
    assert nothing == {"\u2013"}


def test_languages_say_the_same_things() -> None:
    english, german = PHRASES["en"], PHRASES["de"]
    assert english.keys() == german.keys()
    for key, phrase in english.items():
        fields = {field for _, field, *_ in string.Formatter().parse(phrase) if field}
        assert fields == {field for _, field, *_ in string.Formatter().parse(german[key]) if field}, key


def _report(*groups: tuple[float, int, int]) -> Report:
    scores = np.repeat([score for score, *_ in groups], [won + lost for _, won, lost in groups])
    return measure(scores, np.concatenate([np.repeat([1.0, 0.0], counts) for _, *counts in groups]))


@pytest.mark.parametrize(
    ("report", "english", "german"),
    [
        (
            _report((75, 410, 590), (15, 794, 7607)),
            (
                "Leads at 70 points and above convert at 41.0%, 3.2 times the average of 12.8% "
                "(1,204 of 9,401 known outcomes)."
            ),
            (
                "Leads ab 70 Punkten kommen zu 41,0 % zum Abschluss, 3,2-mal so oft wie im Durchschnitt von 12,8 % "
                "(1.204 von 9.401 bekannten Ergebnissen)."
            ),
        ),
        (
            _report((75, 15, 85), (15, 140, 760)),
            (
                "Leads at 70 points and above convert at 15.0% (9.3\u201323.3%), not clearly unlike the average of "
                "15.5% (155 of 1,000 known outcomes)."
            ),
            (
                "Leads ab 70 Punkten kommen zu 15,0 % (9,3\u201323,3 %) zum Abschluss, nicht klar anders als der "
                "Durchschnitt von 15,5 % (155 von 1.000 bekannten Ergebnissen)."
            ),
        ),
        (
            _report((75, 2, 98), (15, 200, 700)),
            (
                "Leads at 70 points and above convert at 2.0%, less than the average of 20.2% "
                "(202 of 1,000 known outcomes)."
            ),
            (
                "Leads ab 70 Punkten kommen zu 2,0 % zum Abschluss, seltener als im Durchschnitt von 20,2 % "
                "(202 von 1.000 bekannten Ergebnissen)."
            ),
        ),
        (
            _report((15, 20, 80)),
            (
                "All leads with a known outcome lie in one score band and convert at 20.0%, "
                "so there is nothing to compare."
            ),
            (
                "Alle Leads mit bekanntem Ergebnis liegen in einem Punktebereich und kommen zu 20,0 % zum Abschluss, "
                "also ist nichts zu vergleichen."
            ),
        ),
        (
            _report((15, 0, 80)),
            "No lead converted (known outcomes: 80), so the score cannot be judged yet.",
            (
                "Kein Lead kam zum Abschluss (bekannte Ergebnisse: 80), "
                "also lässt sich die Bewertung noch nicht beurteilen."
            ),
        ),
        (
            measure([15.0, 20.0], [math.nan, math.nan]),
            "No outcome is known, so there is nothing to measure yet.",
            "Noch ist kein Ergebnis bekannt, also ist nichts zu messen.",
        ),
        (measure([], []), "There are no leads in this list.", "Diese Liste enthält keine Leads."),
    ],
    ids=["better", "unclear", "worse", "one band", "none converted", "nothing known", "no leads"],
)
def test_the_finding(report: Report, english: str, german: str) -> None:
    assert EN.sentence(report) == english
    assert DE.sentence(report) == german.replace(" %", "\u202f%")


def test_a_lift_close_to_one_has_two_decimals() -> None:
    report = _report((75, 5000, 20000), (15, 45000, 190000))
    assert "1.04 times" in EN.sentence(report)


def test_notes() -> None:
    report = measure([80, 80, 0, 0, 5], [1, 0, 0, 0, math.nan], excluded=[False, False, True, True, False])
    assert EN.notes(report) == (
        "Only 1 converted: read the intervals rather than the rates.",
        "1 lead without a known outcome is in no rate.",
        "2 excluded leads count with score 0.",
        (
            "The list holds no probabilities: the model has no calibration, "
            "and the rate of its band is what a score was worth."
        ),
    )
    assert len(DE.notes(report)) == 4
