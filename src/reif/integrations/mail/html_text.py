"""HTML as text that a person reads: what is quoted is marked so, and nothing of it is run, loaded or shown."""

from html.parser import HTMLParser

import nh3

LONGEST_HTML = 500_000
_MOST_TAGS = 20_000
"""Those nested in each other take nh3 as long as the square of their number."""
_BLOCKS = {"p", "div", "ul", "ol", "li", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "hr"}
_TAGS = _BLOCKS | {"br", "td", "th", "a"}
_DROPPED = {"script", "style", "head", "title", "noscript", "template", "iframe", "object", "svg", "math", "select"}
_APART = {"p", "h1", "h2", "h3", "h4", "h5", "h6"}
_RULE = "_" * 32
"""What Outlook draws above what it quotes."""
_DEEPEST_QUOTE = 20


def text_of_html(html: str) -> str:
    """The text; at most the first LONGEST_HTML characters are read, and as many tags as a mail has."""
    bounded = "<".join(html[:LONGEST_HTML].split("<", _MOST_TAGS)[:_MOST_TAGS])
    safe = nh3.clean(
        bounded, tags=_TAGS, clean_content_tags=_DROPPED, attributes={}, link_rel=None, strip_comments=True
    )
    reader = _Reader()
    reader.feed(safe)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Writes down what stands between tags, line by line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._words: list[str] = []
        self._quotes = 0
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        match tag:
            case "br":
                self._end_line(keeps_empty=True)
                return
            case "td" | "th":
                self._words.append(" ")
                return
            case "a":
                return
        self._end_line()
        if tag in _APART:
            self._end_line(keeps_empty=True)
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._pre += 1
        elif tag == "li":
            self._words.append("- ")
        elif tag == "hr":
            self._words.append(_RULE)
            self._end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag not in _BLOCKS:
            return
        self._end_line()
        if tag in _APART:
            self._end_line(keeps_empty=True)
        elif tag == "blockquote":
            self._quotes = max(self._quotes - 1, 0)
        elif tag == "pre":
            self._pre = max(self._pre - 1, 0)

    def handle_data(self, data: str) -> None:
        if self._pre:
            first, *others = data.split("\n")
            self._words.append(first)
            for line in others:
                self._end_line(keeps_empty=True)
                self._words.append(line)
        else:
            self._words.append(data)

    def text(self) -> str:
        self._end_line()
        return "\n".join(self._lines).strip("\n")

    def _end_line(self, *, keeps_empty: bool = False) -> None:
        line = "".join(self._words)
        self._words = []
        line = line.rstrip() if self._pre else " ".join(line.split())
        if line or keeps_empty:
            self._lines.append("> " * min(self._quotes, _DEEPEST_QUOTE) + line)
