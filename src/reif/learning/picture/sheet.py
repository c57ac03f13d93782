"""The sheet: the finding on top, the score bands below it, then order, probability, temperature and level."""

from collections.abc import Callable

from reif.learning.calibration import Calibration
from reif.learning.picture.bars import draw_bands, is_cut_off
from reif.learning.picture.drawing import Drawing, balanced, wrapped
from reif.learning.picture.panels import FOOT, HEAD, draw_gains, draw_head, draw_named_bands, draw_reliability
from reif.learning.picture.plot import Plot
from reif.learning.picture.style import stylesheet
from reif.learning.ranking import Ranking
from reif.learning.report import Report
from reif.learning.wording import Wording

WIDTH = 1016
MARGIN = 28
INNER = WIDTH - 2 * MARGIN
GUTTER = 48
HEADLINE_CHARACTERS = 72
FOOT_CHARACTERS = 130
BARS_HEIGHT = 296
EMPTY_BARS_HEIGHT = 72
PANELS_HEIGHT = 252

Panel = Callable[[Drawing, float, float, float], None]


def draw(report: Report, wording: Wording) -> str:
    """The report as the text of an SVG file. What the report does not hold has no place on the sheet."""
    headline = balanced(wording.finding(report) + ".", HEADLINE_CHARACTERS)
    notes = wrapped(" ".join(_foot(report, wording)), FOOT_CHARACTERS)
    panels = _panels(report, wording)
    bars_top = MARGIN + 32 * len(headline) + 44
    bars_height = BARS_HEIGHT if report.total.known else EMPTY_BARS_HEIGHT
    panels_top = bars_top + bars_height + 44
    foot = panels_top + (PANELS_HEIGHT + 36 if panels else -16)
    height = foot + 16 * len(notes) + 8

    drawing = Drawing(WIDTH, height, label=_label(report, wording), style=stylesheet())
    drawing.rectangle(0, 0, WIDTH, height, fill="paper")
    below = drawing.lines(MARGIN, MARGIN + 20, headline, leading=32, look="headline ink")
    if report.total.known:
        drawing.text(MARGIN, below - 4, wording.deck(report), look="deck ink-2")
    draw_bands(drawing, report, wording, left=MARGIN, top=bars_top, width=INNER, height=bars_height)
    width = (INNER - GUTTER * (len(panels) - 1)) / max(len(panels), 1)
    for place, panel in enumerate(panels):
        panel(drawing, MARGIN + place * (width + GUTTER), panels_top, width)
    drawing.lines(MARGIN, foot, notes, leading=16, look="caption ink-3")
    return drawing.svg()


def _panels(report: Report, wording: Wording) -> list[Panel]:
    """The charts that there are figures for."""
    panels = []
    if report.ranking is not None:
        panels.append(_gains(report.ranking, wording))
    if report.calibration is not None:
        panels.append(_reliability(report.calibration, wording))
    if report.total.known and (report.temperatures or report.levels):
        panels.append(_named_bands(report, wording))
    return panels


def _gains(ranking: Ranking, wording: Wording) -> Panel:
    def panel(drawing: Drawing, left: float, top: float, width: float) -> None:
        held = wording.percent(ranking.gains[len(ranking.gains) // 10].conversions)
        draw_head(drawing, wording.say("best_first"), wording.say("best_tenth", held=held), left, top, width)
        draw_gains(drawing, ranking, wording, _plot(left, top, width))

    return panel


def _reliability(calibration: Calibration, wording: Wording) -> Panel:
    def panel(drawing: Drawing, left: float, top: float, width: float) -> None:
        values = {"said": wording.percent(calibration.said), "came": wording.percent(calibration.rate)}
        draw_head(drawing, wording.say("calibration"), wording.say("reliability_note", **values), left, top, width)
        most = max(max(part.said, part.interval.high) for part in calibration.bins)
        draw_reliability(drawing, calibration, wording, _plot(left, top, width, most))

    return panel


def _named_bands(report: Report, wording: Wording) -> Panel:
    def panel(drawing: Drawing, left: float, top: float, width: float) -> None:
        draw_head(drawing, wording.say("of_bands"), wording.say("of_bands_note"), left, top, width)
        draw_named_bands(drawing, report, wording, left, top + HEAD, width)

    return panel


def _plot(left: float, top: float, width: float, most: float = 1.0) -> Plot:
    return Plot(left, top + HEAD, width, PANELS_HEIGHT - HEAD - FOOT, most)


def _foot(report: Report, wording: Wording) -> tuple[str, ...]:
    """What the lines on the bars are, and what it takes to read the figures rightly."""
    if report.total.known == 0:
        return wording.notes(report)
    lines = wording.say("foot_cut_off" if is_cut_off(report.score_bands) else "foot")
    return lines, *wording.notes(report)


def _label(report: Report, wording: Wording) -> str:
    """The picture for those who do not see it: the finding and the rate of each band."""
    bands = (
        wording.say("band_label", name=wording.range_of(band.name), rate=wording.percent(band.rate))
        for band in report.score_bands
    )
    return f"{wording.sentence(report)} {wording.say('label', bands=', '.join(bands))}"
