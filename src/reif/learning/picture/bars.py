"""Conversion by score band: a bar and its interval, the average as a tick across, the figures in rows below."""

from collections.abc import Iterable

from reif.learning.bands import BAND_STARTS, Band
from reif.learning.picture.drawing import Drawing
from reif.learning.report import Report
from reif.learning.wording import FEW, Wording

NAMES_WIDTH = 92
FOOT = 64
BAR = 44
ROWS = (20, 40, 58)
BEYOND = 8


def draw_bands(
    drawing: Drawing, report: Report, wording: Wording, *, left: float, top: float, width: float, height: float
) -> None:
    """The ten bands from low to high, to one scale from 0.

    Rates stand below the bars and not on top of them: above a long whisker a number would be read at its height.
    """
    base = top + height - FOOT
    scale = (base - top) / highest(report.score_bands)
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
            middle = left + NAMES_WIDTH + (place + 0.5) * slot
            _draw_whisker(drawing, band, middle=middle, top=top, base=base, scale=scale)


def highest(bands: Iterable[Band]) -> float:
    """Where the scale ends: at the highest rate or end of an interval, few leads' intervals left out.

    Else one lead, whose interval says next to nothing, would make all the other bars small.
    """
    shown = [band for band in bands if band.interval is not None]
    ends = [band.interval.high for band in shown if band.interval is not None and band.known >= FEW]
    rates = [band.rate for band in shown if band.rate is not None]
    return max([*ends, *rates], default=0.0) or 1.0


def is_cut_off(bands: tuple[Band, ...]) -> bool:
    """Whether an interval goes on beyond the end of the scale."""
    end = highest(bands)
    return any(band.interval is not None and band.interval.high > end for band in bands)


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


def _draw_whisker(drawing: Drawing, band: Band, *, middle: float, top: float, base: float, scale: float) -> None:
    """The interval: paper on the bar, ink above it, dotted if it goes on beyond the end of the scale."""
    if band.rate is None or band.interval is None:
        return
    low, rate, high = (base - scale * share for share in (band.interval.low, band.rate, band.interval.high))
    drawing.line([(middle, low), (middle, rate)], stroke="paper", width=1.5)
    if high > top - 0.01:
        drawing.line([(middle, rate), (middle, high)], stroke="ink", width=1.5)
    else:
        drawing.line([(middle, rate), (middle, top - BEYOND)], stroke="ink", width=1.5, dashes="1.5 3")


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
