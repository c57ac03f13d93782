"""Colours and type of the picture, the same as the web pages have.

Colours are written as hex and classes without variables, because programs that show SVG files rarely know `oklch()`
or `var()`. A program without `prefers-color-scheme` shows the light picture.
"""

LIGHT = {
    "paper": "#ffffff",
    "sunken": "#f1f0ec",
    "ink": "#20211b",
    "ink-2": "#4f514b",
    "ink-3": "#6b6d67",
    "rule": "#c8c7c3",
    "accent": "#165d47",
    "accent-pale": "#739e91",
}
DARK = {
    "paper": "#171715",
    "sunken": "#232320",
    "ink": "#eaeae5",
    "ink-2": "#b8b7b2",
    "ink-3": "#999894",
    "rule": "#484844",
    "accent": "#7ccead",
    "accent-pale": "#548570",
}
FONT = 'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif'
TYPE = {
    "headline": "font-size: 26px; letter-spacing: -.022em",
    "deck": "font-size: 15px",
    "name": "font-size: 13px; font-weight: 600",
    "work": "font-size: 13px",
    "caption": "font-size: 12px",
    "small": "font-size: 11px",
}


def stylesheet() -> str:
    """The `<style>` of the picture: type, and fills and strokes by the names of the colours."""
    rules = [
        f"text {{ font-family: {FONT}; font-variant-numeric: tabular-nums lining-nums }}",
        *(f".{name} {{ {what} }}" for name, what in TYPE.items()),
        ".line { fill: none }",
        ".halo { paint-order: stroke; stroke-width: 4px; stroke-linejoin: round }",
        _colours(LIGHT),
        f"@media (prefers-color-scheme: dark) {{\n{_colours(DARK)}\n}}",
    ]
    return "\n" + "\n".join(rules) + "\n"


def _colours(colours: dict[str, str]) -> str:
    fills = (f".{name} {{ fill: {colour} }}" for name, colour in colours.items())
    strokes = (f".line-{name} {{ stroke: {colour} }}" for name, colour in colours.items())
    return "\n".join((*fills, *strokes, f".halo {{ stroke: {colours['paper']} }}"))
