"""Marks on a sheet: an SVG tree that is well-formed and escaped by construction."""

import textwrap
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"

Point = tuple[float, float]


class Drawing:
    """A sheet that marks are put on, from top left, in pixels. Colours and type are the names of its style."""

    def __init__(self, width: float, height: float, *, label: str, style: str) -> None:
        size = {
            "width": _number(width),
            "height": _number(height),
            "viewBox": f"0 0 {_number(width)} {_number(height)}",
        }
        self._root = ElementTree.Element("svg", {"xmlns": SVG, **size, "role": "img", "aria-label": label})
        ElementTree.SubElement(self._root, "style").text = style
        self._here = self._root

    def group(self, title: str) -> None:
        """What follows belongs together and says the title when pointed at."""
        self._here = ElementTree.SubElement(self._root, "g")
        ElementTree.SubElement(self._here, "title").text = title

    def ungroup(self) -> None:
        """What follows stands for itself again."""
        self._here = self._root

    def rectangle(self, x: float, y: float, width: float, height: float, *, fill: str) -> None:
        """A filled rectangle."""
        self._put("rect", x=x, y=y, width=width, height=height, class_=fill)

    def line(self, points: Sequence[Point], *, stroke: str, width: float, dashes: str = "") -> None:
        """A line through two or more points."""
        path = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        extra = {"stroke-dasharray": dashes} if dashes else {}
        self._put("polyline", points=path, stroke_width=width, class_=f"line line-{stroke}", **extra)

    def dot(self, x: float, y: float, radius: float, *, fill: str, edge: str) -> None:
        """A dot with an edge that sets it off from a line below."""
        self._put("circle", cx=x, cy=y, r=radius, stroke_width=1.5, class_=f"{fill} line-{edge}")

    def text(self, x: float, y: float, words: str, *, look: str, anchor: str = "start") -> None:
        """One line of text on its base line; `look` names its type and colour, and `halo` over lines."""
        self._put("text", x=x, y=y, text_anchor=anchor, class_=look).text = words

    def lines(self, x: float, y: float, lines: Iterable[str], *, leading: float, look: str) -> float:
        """Lines of text below each other; answers the base line that would come next."""
        for line in lines:
            self.text(x, y, line, look=look)
            y += leading
        return y

    def svg(self) -> str:
        """The sheet as a file."""
        ElementTree.indent(self._root)
        return ElementTree.tostring(self._root, encoding="unicode") + "\n"

    def _put(self, tag: str, **attributes: float | str) -> ElementTree.Element:
        return ElementTree.SubElement(
            self._here,
            tag,
            {
                name.rstrip("_").replace("_", "-"): value if isinstance(value, str) else _number(value)
                for name, value in attributes.items()
            },
        )


def balanced(words: str, most: int) -> list[str]:
    """Lines of at most `most` characters, as few as it takes and about equally long."""
    count = len(wrapped(words, most))
    width = most
    while width > 1 and len(wrapped(words, width - 1)) == count:
        width -= 1
    return wrapped(words, width)


def wrapped(words: str, width: int) -> list[str]:
    """Lines of at most `width` characters, each as full as it gets; a longer word stays whole."""
    return textwrap.wrap(words, width, break_on_hyphens=False, break_long_words=False)


def _number(value: float) -> str:
    """Two decimals are finer than any screen."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
