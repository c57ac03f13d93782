"""Documents as the tests read them: links, headings and fenced blocks.

What runs: ```console (after `$ `, with the output shown) and ```python (its output in a ```text block right after). A
block with `file=NAME` beside its language is written to that file first. All blocks of a document run in order in one
empty folder. In expected output `...` stands for anything, on a line of its own for any lines. ```sh blocks are
shown, not run: they set up or start what a test must not.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.tree import ROOT, committed

DOCUMENTS = committed("*.md")

_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^`]*)$")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)|!\[[^\]]*\]\((?P<picture>[^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6}\s+(?P<title>.+?)\s*$")


@dataclass(frozen=True)
class Block:
    """A fenced block: the words after the fence, the text, and the line where it begins."""

    language: str
    file: str | None
    text: str
    line: int


@dataclass(frozen=True)
class Command:
    """A command of a console block and the output shown below it."""

    script: str
    expected: list[str]


def blocks(document: Path) -> list[Block]:
    """The fenced blocks in order."""
    found: list[Block] = []
    opened: tuple[str, list[str], int] | None = None
    inside: list[str] = []
    for number, line in enumerate(document.read_text().splitlines(), start=1):
        match = _FENCE.match(line)
        if opened is None and match:
            opened, inside = (match["fence"], match["info"].split(), number), []
        elif opened is not None and line == opened[0]:
            language, *rest = opened[1] or [""]
            named = [word.removeprefix("file=") for word in rest if word.startswith("file=")]
            text = "".join(f"{row}\n" for row in inside)
            found.append(Block(language, named[0] if named else None, text, opened[2]))
            opened = None
        elif opened is not None:
            inside.append(line)
    assert opened is None, f"{document}: the block of line {opened[2]} does not end"
    return found


def prose(document: Path) -> list[tuple[int, str]]:
    """The numbered lines outside fenced blocks, inline code blanked out."""
    kept, fence = [], ""
    for number, line in enumerate(document.read_text().splitlines(), start=1):
        if match := _FENCE.match(line):
            fence = "" if fence == match["fence"] else fence or match["fence"]
        elif not fence:
            kept.append((number, re.sub(r"`[^`]*`", "``", line)))
    return kept


def links(document: Path) -> list[tuple[int, str]]:
    """The line and target of every link and picture."""
    return [
        (number, match["target"] or match["picture"])
        for number, line in prose(document)
        for match in _LINK.finditer(line)
    ]


def anchors(document: Path) -> set[str]:
    """What `#…` can point at: the headings, in lower case, with hyphens."""
    lines, fence = [], ""
    for line in document.read_text().splitlines():
        if match := _FENCE.match(line):
            fence = "" if fence == match["fence"] else fence or match["fence"]
        elif not fence and (heading := _HEADING.match(line)):
            lines.append(heading["title"])
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def commands(block: Block) -> list[Command]:
    """The commands of a console block; a line that ends in a backslash goes on in the next."""
    found: list[Command] = []
    goes_on = False
    for line in block.text.splitlines():
        if goes_on:
            found[-1] = Command(f"{found[-1].script}\n{line.removeprefix('> ')}", [])
            goes_on = line.endswith("\\")
        elif line.startswith("$ "):
            found.append(Command(line.removeprefix("$ "), []))
            goes_on = line.endswith("\\")
        else:
            assert found, f"line {block.line}: a console block begins with `$ `"
            found[-1].expected.append(line)
    return found


def differs(expected: list[str], output: str) -> bool:
    """Whether the output is not what the document shows."""
    shown = [line.rstrip() for line in expected]
    pattern = "".join(
        r"(?:.*\n)*"
        if line == "..."
        else "".join(".*" if part == "..." else re.escape(part) for part in _parts(line)) + r"\n"
        for line in shown
    )
    printed = "".join(f"{line.rstrip()}\n" for line in output.splitlines())
    return re.fullmatch(pattern, printed) is None


def _parts(line: str) -> list[str]:
    return re.split(r"(\.\.\.)", line)


def in_the_house(path: Path) -> bool:
    return path.resolve().is_relative_to(ROOT)
