"""Bars of a waterfall, one drawing per row of the table: places are percent of the scale, so they fit any width."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

_TOP, _HEIGHT = 10, 11


def bar(kind: str, start: float, end: float, full: float, top: float, *, is_first: bool = False) -> SafeString:
    """One contribution from `start` to `end` on a scale that ends at `top`; `full`: how far it went when it was new.

    Thin lines lead from the bar before and to the next.
    """
    left, right = min(start, end), max(start, end)
    faded: SafeString | str = ""
    if full > end:
        faded = _rect("faded", end, full, top)
    return format_html(
        '<svg aria-hidden="true">{}{}{}{}</svg>',
        "" if is_first else _join(start, 0, _TOP, top),
        faded,
        _rect(kind, left, right, top),
        _join(end, _TOP + _HEIGHT, 100, top),
    )


def joins(at: float, top: float) -> SafeString:
    """The line that leads through a row without a bar."""
    return format_html('<svg aria-hidden="true">{}</svg>', _join(at, 0, 100, top))


def whole(score: float, top: float) -> SafeString:
    """The bar of the sum."""
    return format_html('<svg aria-hidden="true">{}</svg>', _rect("whole", 0.0, score, top))


def _rect(kind: str, left: float, right: float, top: float) -> SafeString:
    fill = format_html(' fill="{}"', "url(#hatch)") if kind == "takes" else ""
    return format_html(
        '<rect class="{}"{} x="{}" y="{}" width="{}" height="{}"/>',
        kind,
        fill,
        _percent(left, top),
        _TOP,
        _percent(max(right - left, 0.4), top),
        _HEIGHT,
    )


def _join(at: float, begin: int, end: int, top: float) -> SafeString:
    """`end` 100: to the bottom of the row."""
    place = _percent(at, top)
    return format_html(
        '<line class="join" x1="{}" x2="{}" y1="{}" y2="{}"/>', place, place, begin, "100%" if end == 100 else end
    )


def _percent(value: float, top: float) -> str:
    return f"{100 * min(max(value, 0.0), top) / top:.2f}%"
