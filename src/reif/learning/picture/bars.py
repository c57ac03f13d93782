"""Conversion by score band: a bar and its interval, the average as a tick across, the figures in rows below."""

from reif.learning.bands import BAND_STARTS, Band
from reif.learning.picture.drawing import Drawing
from reif.learning.report import Report
from reif.learning.wording import Wording

NAMES_WIDTH = 92
FOOT = 64
BAR = 44
ROWS = (20, 40, 58)


def draw_bands(
    drawing: Drawing, report: Report, wording: Wording, *, left: float, top: float, width: float, height: float
) -> None:
    """The ten bands from low to high, to one scale from 0 to the highest end of an interval.

    Rates stand below the bars and not on top of them: above a long whisker a number would be read at its height.
    """
    base = top + height - FOOT
    scale = (base - top) / max((band.interval.high for band in report.score_bands if band.interval), default=1.0)
    slot = (width - NAMES_WIDTH) / len(report.score_bands)
    for row, name in zip(ROWS, ("points", "rate", "known"), strict=True):
        drawing.text(left, base + row, wording.say(name), look="caption ink-3")
    for place, (start, band) in enumerate(zip(BAND_STARTS, report.score_bands, strict=True)):
        middle, fill = left + NAMES_WIDTH + (place + 0.5) * slot, _fill(start, report)
        _draw_band(drawing, band, wording, middle=middle, base=base, scale=scale, fill=fill)
    drawing.line([(left + NAMES_WIDTH, base), (left + width, base)], stroke="ink", width=1)
    if report.total.rate is not None:
        _draw_average(drawing, report.total.rate, wording, left=left, right=left + width, base=base, scale=scale)
        for place, band in enumerate(report.score_bands):
            _draw_whisker(drawing, band, middle=left + NAMES_WIDTH + (place + 0.5) * slot, base=base, scale=scale)


def _fill(start: int, report: Report) -> str:
    """The bands that the finding speaks of stand out."""
    return "accent-pale" if report.finding.cut is not None and start < report.finding.cut else "accent"


def _draw_band(
    drawing: Drawing, band: Band, wording: Wording, *, middle: float, base: float, scale: float, fill: str
) -> None:
    points, rate, known = (base + row for row in ROWS)
    drawing.group(_title(band, wording))
    drawing.text(middle, points, wording.range_of(band.name), look="caption ink-2", anchor="middle")
    drawing.text(middle, rate, wording.percent(band.rate), look="name ink", anchor="middle")
    drawing.text(middle, known, wording.count(band.known), look="caption ink-3", anchor="middle")
    if band.rate is not None:
        drawing.rectangle(middle - BAR / 2, base - scale * band.rate, BAR, scale * band.rate, fill=fill)
    drawing.ungroup()


def _draw_whisker(drawing: Drawing, band: Band, *, middle: float, base: float, scale: float) -> None:
    """The interval: paper on the bar, ink above it."""
    if band.rate is None or band.interval is None:
        return
    low, rate, high = (base - scale * share for share in (band.interval.low, band.rate, band.interval.high))
    drawing.line([(middle, low), (middle, rate)], stroke="paper", width=1.5)
    drawing.line([(middle, rate), (middle, high)], stroke="ink", width=1.5)


def _draw_average(
    drawing: Drawing, average: float, wording: Wording, *, left: float, right: float, base: float, scale: float
) -> None:
    """A tick through all bars, named at its beginning."""
    at = base - scale * average
    drawing.line([(left + NAMES_WIDTH, at), (right, at)], stroke="paper", width=3)
    drawing.line([(left + NAMES_WIDTH, at), (right, at)], stroke="ink", width=1)
    beside = min(at, base - 16)
    drawing.text(left, beside - 3, wording.say("average"), look="caption ink-3")
    drawing.text(left, beside + 12, wording.percent(average), look="name ink")


def _title(band: Band, wording: Wording) -> str:
    """The values of a band, for whom the picture is not exact enough."""
    name = wording.range_of(band.name)
    if band.known == 0:
        return f"{name}: {wording.percent(None)}"
    counts = f"{wording.count(band.converted)} / {wording.count(band.known)}"
    return f"{name}: {counts}, {wording.percent(band.rate)} ({wording.percents(band.interval)})"
