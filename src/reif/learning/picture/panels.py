"""The small charts: gains, reliability, and conversion by temperature and level."""

from reif.learning.bands import Band
from reif.learning.calibration import Calibration
from reif.learning.picture.drawing import Drawing, Point
from reif.learning.picture.plot import Plot
from reif.learning.ranking import Ranking
from reif.learning.report import Report
from reif.learning.wording import Wording

HEAD = 44
FOOT = 18
ROW = 26
NAMES = 84
VALUES = 116


def draw_head(drawing: Drawing, title: str, note: str, left: float, top: float, width: float) -> None:
    """A section line, the title, and what the chart says."""
    drawing.line([(left, top - 20), (left + width, top - 20)], stroke="rule", width=1)
    drawing.text(left, top + 4, title, look="name ink")
    drawing.text(left, top + 23, note, look="caption ink-3")


def draw_gains(drawing: Drawing, ranking: Ranking, wording: Wording, plot: Plot) -> None:
    """What share of all conversions the best leads hold, against what chance would give."""
    corners: list[Point] = [plot.at(gain.leads, gain.conversions) for gain in ranking.gains]
    drawing.line([plot.at(0, 0), plot.at(1, 1)], stroke="rule", width=1)
    drawing.line(corners, stroke="accent", width=2)
    drawing.line([plot.at(0, 0), plot.at(1, 0)], stroke="ink", width=1)
    tenth = ranking.gains[len(ranking.gains) // 10]
    drawing.dot(*plot.at(tenth.leads, tenth.conversions), 4.5, fill="accent", edge="paper")
    x, y = plot.at(0.78, 0.78)
    drawing.text(x + 8, y + 16, wording.say("by_chance"), look="small ink-3 halo")
    whole = wording.percent(1, 0)
    _scale(drawing, f"{whole} {wording.say('of_leads')}", f"{whole} {wording.say('of_conversions')}", plot)


def draw_reliability(drawing: Drawing, calibration: Calibration, wording: Wording, plot: Plot) -> None:
    """What was said on the way right, what came true on the way up: dots on the diagonal kept their word."""
    drawing.line([plot.at(0, 0), plot.at(plot.most, plot.most)], stroke="rule", width=1)
    drawing.line([plot.at(0, 0), plot.at(plot.most, 0)], stroke="ink", width=1)
    x, y = plot.at(0.72 * plot.most, 0.72 * plot.most)
    drawing.text(x - 8, y - 4, wording.say("as_said"), look="small ink-3 halo", anchor="end")
    for part in calibration.bins:
        whisker = [plot.at(part.said, part.interval.low), plot.at(part.said, part.interval.high)]
        drawing.line(whisker, stroke="ink-3", width=1.5)
        drawing.dot(*plot.at(part.said, part.rate), 4.5, fill="accent", edge="paper")
    most = wording.percent(plot.most, 0)
    _scale(drawing, f"{most} {wording.say('said_here')}", f"{most} {wording.say('came_here')}", plot)


def draw_named_bands(drawing: Drawing, report: Report, wording: Wording, left: float, top: float, width: float) -> None:
    """A row for each temperature and level, hottest and highest first, to one scale."""
    most = max((band.rate or 0 for band in (*report.temperatures, *report.levels)), default=0) or 1.0
    for band in reversed(report.temperatures):
        _row(drawing, wording.say(band.name), band, report.total, wording, left, top, width, most)
        top += ROW
    top += ROW / 4 if report.temperatures else 0
    for band in reversed(report.levels):
        _row(drawing, wording.say("level_of", name=band.name), band, report.total, wording, left, top, width, most)
        top += ROW


def _row(
    drawing: Drawing,
    name: str,
    band: Band,
    total: Band,
    wording: Wording,
    left: float,
    top: float,
    width: float,
    most: float,
) -> None:
    """Name, bar with the average's tick, rate and the number of known outcomes."""
    start, track, right = left + NAMES, width - NAMES - VALUES, left + width
    drawing.text(left, top + 14, name, look="work ink-2")
    drawing.rectangle(start, top + 4, track, 12, fill="sunken")
    drawing.rectangle(start, top + 4, track * (band.rate or 0) / most, 12, fill="accent")
    if total.rate is not None:
        at = start + track * total.rate / most
        drawing.line([(at, top + 1), (at, top + 19)], stroke="paper", width=4)
        drawing.line([(at, top + 1), (at, top + 19)], stroke="ink", width=1.5)
    drawing.text(right - 52, top + 14, wording.percent(band.rate), look="name ink", anchor="end")
    drawing.text(right, top + 14, wording.count(band.known), look="caption ink-3", anchor="end")


def _scale(drawing: Drawing, right: str, up: str, plot: Plot) -> None:
    """The ends of both scales, at the ends."""
    (left, base), (end, _), (_, top) = plot.at(0, 0), plot.at(plot.most, 0), plot.at(0, plot.most)
    drawing.text(left, base + 16, "0", look="small ink-3")
    drawing.text(end, base + 16, right, look="small ink-3", anchor="end")
    drawing.text(left, top + 4, up, look="small ink-3 halo")
