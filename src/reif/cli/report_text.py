"""A report as text: tables that line up, in colour only where there is a terminal."""

from collections.abc import Iterable, Iterator

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from reif.learning.bands import Band
from reif.learning.calibration import Calibration
from reif.learning.ranking import Ranking
from reif.learning.report import Report
from reif.learning.wording import Wording

COLUMNS = ("points", "leads", "known", "converted", "rate", "interval", "lift", "captured")
SHOWN_GAINS = (10, 20, 50)


def print_report(console: Console, report: Report, wording: Wording) -> None:
    """The finding, the bands, the order, the probabilities, and what it takes to read them rightly."""
    console.print(Text(wording.sentence(report), style="bold"), soft_wrap=True)
    for part in _parts(report, wording):
        console.print()
        console.print(part, soft_wrap=isinstance(part, Text))


def _parts(report: Report, wording: Wording) -> Iterator[RenderableType]:
    yield _bands(report, wording)
    if report.ranking is not None:
        yield _ranking(report, report.ranking, wording)
    elif report.total.known:
        yield Text(wording.say("no_ranking"))
    if report.calibration is not None:
        yield _reliability(report.calibration, wording)
        yield _calibration(report.calibration, wording)
    notes = wording.notes(report)
    if notes:
        yield Text("\n".join(notes), style="dim")


def _bands(report: Report, wording: Wording) -> Table:
    """Best first: points, then temperatures and levels, then all."""
    table = _table(*(wording.say(name) for name in COLUMNS))
    for group in (
        [(wording.range_of(band.name), band) for band in reversed(report.score_bands)],
        [(wording.say(band.name), band) for band in reversed(report.temperatures)],
        [(wording.say("level_of", name=band.name), band) for band in reversed(report.levels)],
    ):
        for name, band in group:
            table.add_row(name, *_figures(band, wording))
        if group:
            table.add_row()
    table.add_row(wording.say("all"), *_figures(report.total, wording), style="bold")
    return table


def _figures(band: Band, wording: Wording) -> tuple[str, ...]:
    return (
        wording.count(band.leads),
        wording.count(band.known),
        wording.count(band.converted),
        wording.percent(band.rate),
        wording.percents(band.interval),
        wording.decimal(band.lift),
        wording.percent(band.captured),
    )


def _ranking(report: Report, ranking: Ranking, wording: Wording) -> Table:
    average = wording.decimal(report.total.rate, 3)
    gains = (f"{wording.percent(at / 100, 0)}: {wording.percent(ranking.gains[at].conversions)}" for at in SHOWN_GAINS)
    ends = wording.decimals(ranking.auc_interval, 3)
    certainty = wording.say("auc_interval" if ranking.auc_interval else "auc_too_few", interval=ends)
    return _lines(
        (wording.say("auc"), wording.decimal(ranking.auc, 3), certainty),
        (
            wording.say("average_precision"),
            wording.decimal(ranking.average_precision, 3),
            wording.say("precision_chance", average=average),
        ),
        (wording.say("top_lift"), wording.decimal(ranking.top_tenth_lift), wording.say("lift_chance")),
        (wording.say("gains"), "", "   ".join(gains)),
    )


def _reliability(calibration: Calibration, wording: Wording) -> Table:
    table = _table(*(wording.say(name) for name in ("said", "came", "interval", "known", "converted")))
    for part in calibration.bins:
        table.add_row(
            wording.percent(part.said),
            wording.percent(part.rate),
            wording.percents(part.interval),
            wording.count(part.known),
            wording.count(part.converted),
        )
    return table


def _calibration(calibration: Calibration, wording: Wording) -> Table:
    base = wording.say("brier_base", brier=wording.decimal(calibration.base_rate_brier, 4))
    said, came = wording.percent(calibration.said), wording.percent(calibration.rate)
    return _lines(
        (wording.say("brier"), wording.decimal(calibration.brier, 4), base),
        (
            wording.say("error"),
            wording.decimal(calibration.error, 4),
            wording.say("reliability_note", said=said, came=came),
        ),
    )


def _table(first: str, *others: str) -> Table:
    """Names to the left, figures to the right."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(first, no_wrap=True)
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _lines(*rows: Iterable[str]) -> Table:
    """A figure a line: its name, its value, how to read it."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True, style="bold")
    table.add_column(style="dim")
    for row in rows:
        table.add_row(*row)
    return table
