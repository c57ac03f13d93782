"""The funnel as a river: what goes on, what is still under way, what is lost and turns down; widths true to scale.

The columns are equally wide, so that a page can set its words above and below them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

WIDTH, COLUMNS = 1128, 6
COLUMN = WIDTH / COLUMNS
TALLEST = 150.0
_TOP, _FALL, _TURN, _PAUSE, _TIP = 34.0, 42.0, 14.0, 34.0, 8.0
BASE = _TOP + TALLEST
HEIGHT = BASE + _FALL
_THINNEST = 1.0
_BESIDE, _LETTER = 8.0, 8.0


@dataclass(frozen=True, slots=True)
class Band:
    """One stage: `on` + `lost` + `under_way` people; `rate`: what stands where the flow arrives, empty for nothing."""

    on: int
    lost: int
    under_way: int
    rate: str = ""

    @property
    def count(self) -> int:
        """All who came to the stage."""
        return self.on + self.lost + self.under_way


@dataclass(frozen=True, slots=True)
class Heights:
    """What a stage's parts measure, from the top: on, under way, lost. They add up to `whole`."""

    on: float
    under_way: float
    lost: float

    @property
    def whole(self) -> float:
        """All of the stage."""
        return self.on + self.under_way + self.lost


def heights(bands: Sequence[Band]) -> list[Heights]:
    """True to scale, the first stage being the tallest."""
    unit = TALLEST / max(bands[0].count, 1)
    return [Heights(band.on * unit, band.under_way * unit, band.lost * unit) for band in bands]


def cropping(before: int, bands: Sequence[Band]) -> float:
    """How many times as high as it is drawn the field of those before the first stage would be; 1 if it is whole."""
    return max(before / max(bands[0].count, 1), 1.0)


def river(before: int, bands: Sequence[Band], label: str) -> SafeString:
    """`before`: those seen before the first stage; `bands`: the stages, of which each is part of the one before."""
    measured = heights(bands)
    shapes = [_field(before, bands)]
    for place, each in enumerate(measured):
        x = (place + 1) * COLUMN
        following = measured[place + 1].whole if place + 1 < len(measured) else each.on
        shapes.append(_lost(x, each))
        shapes.append(_under_way(x, each))
        shapes.append(_on(x, each, following))
    lines = [_line((place + 1) * COLUMN) for place in range(len(bands))]
    rates = [
        _rate((place + 1) * COLUMN, measured[place - 1] if place else None, each, band.rate)
        for place, (each, band) in enumerate(zip(measured, bands, strict=True))
    ]
    return format_html(
        '<svg class="river" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>',
        WIDTH,
        _short(HEIGHT),
        label,
        _DEFINITIONS,
        SafeString("".join(shapes)),
        SafeString("".join(lines)),
        SafeString("".join(rates)),
    )


_DEFINITIONS = SafeString(
    '<defs><pattern id="river-dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle class="dot" cx="2" cy="2" r=".9"/></pattern>'
    '<linearGradient id="river-fall" x1="0" y1="0" x2="0" y2="1">'
    '<stop class="fall-begins" offset="0"/><stop class="fall-ends" offset="1"/></linearGradient></defs>'
)


def _field(before: int, bands: Sequence[Band]) -> SafeString:
    """Those seen before, cropped where they would be higher than the drawing."""
    tall = min(before * TALLEST / max(bands[0].count, 1), TALLEST)
    return format_html(
        '<rect class="before" x="0" y="{}" width="{}" height="{}" fill="url(#river-dots)"/>',
        _short(BASE - tall),
        _short(COLUMN),
        _short(tall),
    )


def _on(x: float, each: Heights, following: float) -> SafeString:
    """From the top of its stage down to the base line at the next."""
    if each.on <= 0:
        return SafeString("")
    top, thick = BASE - each.whole, max(each.on, _THINNEST)
    end, arrives = x + COLUMN, max(following, _THINNEST)
    middle = x + COLUMN / 2
    return format_html(
        '<path class="on" d="{}"/>',
        (
            f"M{_short(x)} {_short(top)}C{_short(middle)} {_short(top)} {_short(middle)} {_short(BASE - arrives)}"
            f" {_short(end)} {_short(BASE - arrives)}V{_short(BASE)}"
            f"C{_short(middle)} {_short(BASE)} {_short(middle)} {_short(top + thick)}"
            f" {_short(x)} {_short(top + thick)}Z"
        ),
    )


def _under_way(x: float, each: Heights) -> SafeString:
    """A short stump with a tip: it may go on."""
    if each.under_way <= 0:
        return SafeString("")
    top = BASE - each.whole + each.on
    bottom = top + max(each.under_way, _THINNEST)
    points = [
        (x, top),
        (x + _PAUSE - _TIP, top),
        (x + _PAUSE, (top + bottom) / 2),
        (x + _PAUSE - _TIP, bottom),
        (x, bottom),
    ]
    written = " ".join(f"{_short(across)},{_short(down)}" for across, down in points)
    return format_html('<polygon class="under-way" points="{}"/>', written)


def _lost(x: float, each: Heights) -> SafeString:
    """Turns down and keeps its width."""
    if each.lost <= 0:
        return SafeString("")
    thick = max(each.lost, _THINNEST)
    top, near, far = BASE - thick, x + _TURN, x + _TURN + thick
    return format_html(
        '<path class="lost" fill="url(#river-fall)" d="{}"/>',
        (
            f"M{_short(x)} {_short(top)}C{_short(x + 0.6 * (far - x))} {_short(top)}"
            f" {_short(far)} {_short(top + 0.4 * (HEIGHT - top))}"
            f" {_short(far)} {_short(HEIGHT)}H{_short(near)}"
            f"C{_short(near)} {_short(BASE + 0.4 * _FALL)} {_short(x + 0.6 * _TURN)} {_short(BASE)}"
            f" {_short(x)} {_short(BASE)}Z"
        ),
    )


def _line(x: float) -> SafeString:
    return format_html('<path class="stage" d="M{} 0V{}"/>', _short(x), _short(BASE))


def _rate(x: float, before: Heights | None, each: Heights, words: str) -> SafeString:
    """Above the flow where it arrives, and where it still comes down beside the words."""
    if not words:
        return SafeString("")
    top = BASE - each.whole
    if before is not None:
        top = min(top, flow_top(COLUMN - _BESIDE - _LETTER * len(words), BASE - before.whole, top))
    return format_html(
        '<text class="{}" x="{}" y="{}" text-anchor="end">{}</text>',
        "rate" if before is not None else "rate of-two-groups",
        _short(x - _BESIDE),
        _short(top - 10),
        words,
    )


def flow_top(across: float, begins: float, ends: float) -> float:
    """How high the upper edge of a flow is, `across` from the begin of its column: the curve that `_on` draws."""
    low, high = 0.0, 1.0
    for _halving in range(20):
        t = (low + high) / 2
        low, high = (t, high) if COLUMN * (1.5 * t * (1 - t) + t**3) < across else (low, t)
    return begins + (ends - begins) * (3 * t**2 - 2 * t**3)


def _short(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
