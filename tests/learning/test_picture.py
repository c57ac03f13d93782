"""The picture: well-formed, complete, and honest about what is not known."""

import math
from xml.etree import ElementTree

import numpy as np
import pytest

from reif.learning.picture import draw
from reif.learning.picture.drawing import Drawing, balanced, wrapped
from reif.learning.picture.style import DARK, LIGHT, stylesheet
from reif.learning.report import Report, measure
from reif.learning.wording import Wording

NAMESPACE = "{http://www.w3.org/2000/svg}"
DASH = "\u2013"


def a_report(*, calibrated: bool = True) -> Report:
    """400 leads below 80 points, rising rates, some outcomes unknown."""
    random = np.random.default_rng(3)
    scores = random.uniform(0, 79, 400)
    outcomes = (random.uniform(size=400) < scores / 150).astype(float)
    outcomes[::20] = math.nan
    return measure(
        scores,
        outcomes,
        levels=1 + (scores >= 25) + (scores >= 50) + (scores >= 75),
        temperatures=np.select([scores >= 70, scores >= 40], ["hot", "warm"], "cold"),
        probabilities=scores / 150 if calibrated else None,
    )


def tree_of(report: Report, language: str = "en") -> ElementTree.Element:
    return parsed(draw(report, Wording(language)))


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  the tests drew it themselves


def texts(tree: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in tree.iter(f"{NAMESPACE}text")]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_band_stands_with_its_rate_and_its_base(language: str) -> None:
    report, wording = a_report(), Wording(language)
    shown = texts(tree_of(report, language))
    for band in (*report.score_bands, *report.levels, *report.temperatures):
        assert wording.percent(band.rate) in shown
        assert wording.count(band.known) in shown
    for band in report.score_bands:
        assert band.name.replace("-", DASH) in shown


def test_bars_are_true_to_scale() -> None:
    report = a_report()
    bars = [
        float(bar.attrib["height"])
        for group in tree_of(report).iter(f"{NAMESPACE}g")
        for bar in group.iter(f"{NAMESPACE}rect")
    ]
    rates = [band.rate for band in report.score_bands if band.rate is not None]
    assert len(bars) == len(rates) == 8
    assert [bar / max(bars) for bar in bars] == pytest.approx([rate / max(rates) for rate in rates], abs=1e-3)


def test_an_interval_of_few_leads_does_not_press_the_bars_down() -> None:
    """One lead at 0 points, whose interval reaches 79 %: it is cut off, dotted, and the foot says so."""
    scores, outcomes = [0.0] + [55.0] * 200, [0.0] + [1.0] * 20 + [0.0] * 180
    tree = tree_of(measure(scores, outcomes))
    bars = [bar for group in tree.iter(f"{NAMESPACE}g") for bar in group.iter(f"{NAMESPACE}rect")]
    assert max(float(bar.attrib["height"]) for bar in bars) > 100
    assert len([line for line in tree.iter(f"{NAMESPACE}polyline") if "stroke-dasharray" in line.attrib]) == 1
    assert any("go on beyond the picture" in line for line in texts(tree))
    whole = tree_of(measure(scores[1:], outcomes[1:]))
    assert not any("stroke-dasharray" in line.attrib for line in whole.iter(f"{NAMESPACE}polyline"))
    assert not any("go on beyond" in line for line in texts(whole))


def test_bands_of_the_finding_stand_out() -> None:
    report = a_report()
    fills = [
        bar.attrib["class"] for group in tree_of(report).iter(f"{NAMESPACE}g") for bar in group.iter(f"{NAMESPACE}rect")
    ]
    assert report.finding.cut == 70
    assert fills == ["accent-pale"] * 7 + ["accent"]


def test_bands_without_leads_show_a_dash_and_no_bar() -> None:
    groups = list(tree_of(a_report()).iter(f"{NAMESPACE}g"))
    assert [group.findtext(f"{NAMESPACE}title") for group in groups[8:]] == [
        f"80{DASH}89: {DASH}",
        f"90{DASH}100: {DASH}",
    ]
    assert [texts(group)[1:] for group in groups[8:]] == [[DASH, "0"], [DASH, "0"]]


def test_who_does_not_see_it_hears_the_finding_and_every_band() -> None:
    report = a_report()
    tree = tree_of(report)
    assert tree.attrib["role"] == "img"
    label = tree.attrib["aria-label"]
    assert label.startswith(Wording().sentence(report))
    assert f"70{DASH}79 points {Wording().percent(report.score_bands[7].rate)}" in label
    assert label.endswith(f"90{DASH}100 points {DASH}.")


def test_probabilities_are_drawn_only_if_there_are_any() -> None:
    assert "as said" in texts(tree_of(a_report()))
    without = texts(tree_of(a_report(calibrated=False)))
    assert "as said" not in without
    assert any("no calibration" in line for line in without)


@pytest.mark.parametrize(
    "report",
    [
        measure([], []),
        measure([10.0, 20.0], [math.nan, math.nan]),
        measure([10.0, 20.0], [0.0, 0.0], probabilities=[0.0, 0.0], levels=[1, 1]),
        measure([10.0, 20.0], [1.0, 1.0], probabilities=[0.5, 0.5], temperatures=["hot", "hot"]),
        measure([0.0, 100.0], [0.0, 1.0], levels=[1, 4], temperatures=["cold", "hot"]),
    ],
    ids=["no leads", "nothing known", "none converted", "all converted", "one of each"],
)
def test_lists_that_cannot_be_measured_have_a_picture_too(report: Report) -> None:
    svg = draw(report, Wording())
    assert "nan" not in svg
    assert "inf" not in svg
    tree = parsed(svg)
    width, height = float(tree.attrib["width"]), float(tree.attrib["height"])
    for line in tree.iter(f"{NAMESPACE}polyline"):
        for x, y in (map(float, point.split(",")) for point in line.attrib["points"].split()):
            assert 0 <= x <= width
            assert 0 <= y <= height


def test_the_same_report_gives_the_same_file() -> None:
    assert draw(a_report(), Wording()) == draw(a_report(), Wording())


def test_every_colour_has_a_light_and_a_dark_tone_and_is_used() -> None:
    assert LIGHT.keys() == DARK.keys()
    svg = draw(a_report(), Wording())
    for name in LIGHT:
        assert f'{name}"' in svg or f"{name} " in svg.split("</style>")[1]
    light, dark = stylesheet().split("@media (prefers-color-scheme: dark)")
    assert all(tone in light for tone in LIGHT.values())
    assert all(tone in dark for tone in DARK.values())


def test_words_are_escaped() -> None:
    drawing = Drawing(10, 10, label='a "label" & <more>', style="")
    drawing.text(0, 0, "<b>&", look="ink")
    tree = parsed(drawing.svg())
    assert tree.attrib["aria-label"] == 'a "label" & <more>'
    assert texts(tree) == ["<b>&"]


def test_lines_of_words() -> None:
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert balanced("aa bb cc dd ee", 11) == ["aa bb cc", "dd ee"]
    assert balanced("short", 40) == ["short"]
    assert balanced("", 40) == []
