"""The score over time: a step line coloured by temperature, stages, signs of interest, and the instant looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class Held(NamedTuple):
    """From `at` on it is `points`, until the next."""

    at: datetime
    points: float


class Named(NamedTuple):
    """Something at an instant that has a word; `weight`: how much it gave, 0 for nothing."""

    at: datetime
    word: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Size:
    """Of the drawing; the plot ends `aside` before its right edge, where thresholds carry their words."""

    width: float
    height: float
    aside: float

    @property
    def right(self) -> float:
        """Where the time ends."""
        return self.width - self.aside

    @property
    def base(self) -> float:
        """Where 0 lies."""
        return self.height - 20

    @property
    def top(self) -> float:
        """Where 100 lies."""
        return 22.0


WIDE = Size(620, 176, 66)
PHONE = Size(358, 150, 52)
_LETTER = 5.8
_NAMES_AT_MOST = 4
_HEAVY = 5.0


@dataclass(frozen=True, slots=True)
class StepLine:
    """What is drawn. `thresholds`: (points, word, temperature), from cold at 0 to hot. `months`: starts and names."""

    line: Sequence[Held]
    since: datetime
    until: datetime
    at: datetime
    thresholds: Sequence[tuple[float, str, str]]
    moves: Sequence[Named]
    signs: Sequence[Named]
    months: Sequence[Named]
    label: str


def step_line(of: StepLine, size: Size, name: str) -> SafeString:
    """The drawing; `name` keeps it apart from others on the page."""
    x = _scale(of, size)
    shown = _value_at(of, of.at)
    return format_html(
        '<svg class="step-line" viewBox="0 0 {w} {h}" role="img" aria-label="{label}">{bands}{grid}{months}{moves}'
        '<path class="wash" fill="url(#{name})" d="{area}"/><path class="steps" stroke="url(#{name})" d="{path}"/>'
        "{signs}{names}{asof}</svg>",
        w=f"{size.width:g}",
        h=f"{size.height:g}",
        label=of.label,
        name=name,
        bands=_bands(of, size, name),
        grid=_grid(of, size),
        months=_months(of, size, x),
        moves=_moves(of, size, x),
        area=f"{_path(of, size, x)}V{size.base:g}H{x(of.line[0].at):.1f}Z" if of.line else "",
        path=_path(of, size, x) if of.line else "",
        signs=_signs(of, size, x),
        names=_names(of, size, x),
        asof=_as_of(of, size, x, shown),
    )


def _scale(of: StepLine, size: Size) -> Callable[[datetime], float]:
    whole = max((of.until - of.since) / timedelta(seconds=1), 1.0)
    return lambda at: min(max((at - of.since) / timedelta(seconds=1) / whole, 0.0), 1.0) * size.right


def _y(points: float, size: Size) -> float:
    return size.base - (size.base - size.top) * min(max(points, 0.0), 100.0) / 100


def _value_at(of: StepLine, at: datetime) -> float | None:
    before = [each for each in of.line if each.at <= at]
    return before[-1].points if before else None


def _path(of: StepLine, size: Size, x: Callable[[datetime], float]) -> str:
    first, *rest = of.line
    steps = "".join(f"H{x(each.at):.1f}V{_y(each.points, size):.1f}" for each in rest)
    return f"M{x(first.at):.1f} {_y(first.points, size):.1f}{steps}H{size.right:.1f}"


def _bands(of: StepLine, size: Size, name: str) -> SafeString:
    """A gradient with hard stops: the line has the colour of the band that it runs in."""
    edges = [*(threshold for threshold, _, _ in of.thresholds[1:]), 100.0]
    stops = []
    for (low, _, temperature), high in zip(of.thresholds, edges, strict=True):
        stops += [(temperature, f"{low / 100:.3f}"), (temperature, f"{high / 100:.3f}")]
    return format_html(
        '<defs><linearGradient id="{}" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{}" y2="{}">{}'
        "</linearGradient></defs>",
        name,
        f"{size.base:g}",
        f"{size.top:g}",
        format_html_join("", '<stop class="{}" offset="{}"/>', stops),
    )


def _grid(of: StepLine, size: Size) -> SafeString:
    rows = [
        (f"{_y(points, size):.1f}", f"{size.right:.1f}", f"{size.right + 10:.1f}", f"{_y(points, size) + 4:.1f}", word)
        for points, word, _ in of.thresholds[1:]
    ]
    lines = format_html_join(
        "", '<path class="threshold" d="M0 {0}H{1}"/><text class="word" x="{2}" y="{3}">{4}</text>', rows
    )
    return format_html('{}<path class="base" d="M0 {}H{}"/>', lines, f"{size.base:.1f}", f"{size.right:.1f}")


def _months(of: StepLine, size: Size, x: Callable[[datetime], float]) -> SafeString:
    places, last = [], -99.0
    for month in of.months:
        at = x(month.at)
        if at - last > len(month.word) * _LETTER + 14 and at < size.right - 20:
            places.append((f"{at:.1f}", f"{size.base:g}", f"{size.base + 5:g}", f"{size.height - 3:g}", month.word))
            last = at
    return format_html_join(
        "", '<path class="base" d="M{0} {1}V{2}"/><text class="word" x="{0}" y="{3}">{4}</text>', places
    )


def _moves(of: StepLine, size: Size, x: Callable[[datetime], float]) -> SafeString:
    """Dotted lines with their words; where two words would meet, the later one stays."""
    drawn: list[tuple[str, ...]] = []
    free_until = size.width
    for move in reversed(of.moves):
        at, width = x(move.at), len(move.word) * _LETTER + 8
        is_at_end = at + width > size.right
        begin, end = (at - width, at) if is_at_end else (at, at + width)
        word = move.word if end <= free_until and begin >= 0 else ""
        free_until = begin - 4 if word else min(free_until, at)
        anchor, place = ("end", at - 4) if is_at_end else ("start", at + 4)
        places = (f"{at:.1f}", f"{size.top - 12:g}", f"{size.base:g}", anchor, f"{place:.1f}", f"{size.top - 8:g}")
        drawn.append((*places, word))
    return format_html_join(
        "",
        '<path class="move" d="M{0} {1}V{2}"/><text class="word" text-anchor="{3}" x="{4}" y="{5}">{6}</text>',
        drawn,
    )


def _signs(of: StepLine, size: Size, x: Callable[[datetime], float]) -> SafeString:
    drawn = [
        (
            " heavy" if each.weight >= _HEAVY else "",
            f"{x(each.at):.1f}",
            f"{size.base:g}",
            9 if each.weight >= _HEAVY else 5,
        )
        for each in of.signs
    ]
    return format_html_join("", '<path class="sign{}" d="M{} {}v-{}"/>', drawn)


def _names(of: StepLine, size: Size, x: Callable[[datetime], float]) -> SafeString:
    """The signs that gave most, named where the line rises; none over another."""
    if size.width < 400:
        return SafeString("")
    taken: list[tuple[float, float, float]] = []
    drawn: list[tuple[str, str, str]] = []
    for each in sorted(of.signs, key=lambda sign: -sign.weight):
        if each.weight < _HEAVY or len(drawn) == _NAMES_AT_MOST:
            break
        at, value = x(each.at), _value_at(of, each.at + timedelta(minutes=1))
        y = max(_y(value or 0.0, size) - 6, size.top + 4)
        width = len(each.word) * _LETTER
        left = at - 6 - width
        is_free = all(left > right or at - 6 < begin or abs(y - other) > 14 for begin, right, other in taken)
        if left > 0 and is_free:
            taken.append((left, at - 6, y))
            drawn.append((f"{at - 6:.1f}", f"{y:.1f}", each.word))
    return format_html_join("", '<text class="name" text-anchor="end" x="{}" y="{}">{}</text>', drawn)


def _as_of(of: StepLine, size: Size, x: Callable[[datetime], float], value: float | None) -> SafeString:
    at = x(of.at)
    temperature = next((each for low, _, each in reversed(of.thresholds) if (value or 0.0) >= low), "cold")
    dot: SafeString | str = ""
    if value is not None:
        dot = format_html(
            '<circle class="dot {}" cx="{}" cy="{}" r="4.5"/><text class="value" x="{}" y="{}">{}</text>',
            temperature,
            f"{at:.1f}",
            f"{_y(value, size):.1f}",
            f"{at + 9:.1f}",
            f"{_y(value, size) + 4:.1f}",
            f"{int(value + 0.5)}",
        )
    return format_html(
        '<g data-as-of data-x="{0}" data-right="{1}"><path class="as-of-line" d="M{0} {2}V{3}"/>{4}</g>',
        f"{at:.2f}",
        f"{size.right:g}",
        f"{size.top - 12:g}",
        f"{size.base + 6:g}",
        dot,
    )
