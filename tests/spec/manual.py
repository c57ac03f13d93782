"""The manual of scoring, from the specs.

    python -m tests.spec.manual

writes docs/reference/scoring.md.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

from tests.spec.chapters import CHAPTERS
from tests.spec.specification import AT, Chapter, Spec
from tests.spec.tables import Column, table

PAGE = Path(__file__).parents[2] / "docs/reference/scoring.md"
WIDTH = 120

OPENING = f"""
# What scoring means

How ripe a lead is, is said by a scoring model: who the lead is (fit) and what it does (engagement) become a score from
0 to 100, with reasons that add up. This page says by examples what each part of a model means. The keys of the file are
listed in [The model file](model-file.md).

Every example is a test: `stream`, `duckdb` and `spark` give these answers. Numbers agree within 1e-9; those below are
rounded where they have more digits. The page is generated from the examples in `tests/spec/chapters`: change it there.

How to read an example:

- The model is a model file of which `format`, `name` and most labels are left out.
- Columns headed **in bold** are answers: a column of the [scores](files.md#scores), or the id of a rule or bound for
  the points it gave; `.events` and `.last_at` behind an id say how many events counted for it and when the newest of
  them happened. A dash asks for nothing.
- All other columns are given. A column whose type is not named is text, as in a CSV file. An empty cell is missing;
  quotes show blanks and odd characters.
- Scores are as of {AT} UTC if nothing else is said.

The chapters:
"""

# What Markdown would take for its own, or not show.
_NOT_PLAIN = re.compile(r"[\\\"*<>\[\]{}~`@]|--|^[-+.]$")


def page(chapters: tuple[Chapter, ...]) -> str:
    """The page in Markdown."""
    parts = [_prose(OPENING), _contents(chapters)]
    for chapter in chapters:
        parts += [f"## {chapter.title}", _prose(chapter.text)]
        for spec in chapter.specs:
            parts += [f"### {spec.title}", *_example(spec)]
    return "\n\n".join(parts) + "\n"


def _contents(chapters: tuple[Chapter, ...]) -> str:
    return "\n".join(f"- [{chapter.title}](#{chapter.title.lower().replace(' ', '-')})" for chapter in chapters)


def _example(spec: Spec) -> Iterator[str]:
    yield _prose(spec.text)
    yield f"```yaml\n{spec.model.strip()}\n```"
    if spec.events:
        yield _introduction("Events", spec.events)
        yield _table(spec.events)
    if spec.leads:
        yield _introduction("Leads", spec.leads)
        yield _table(spec.leads)
    if spec.contributions:
        yield "Contributions:"
        yield _table(spec.contributions, answers=True)
    if spec.rejects:
        yield "Rejects:"
        yield _table(spec.rejects, answers=True)


def _introduction(what: str, text: str) -> str:
    has_answers = bool(table(text).answers())
    return f"{what}, with the answers:" if has_answers else f"{what}:"


def _prose(text: str) -> str:
    """Paragraphs in lines of the page's width; lists and headings as they are."""
    paragraphs = text.strip().split("\n\n")
    return "\n\n".join(
        each if each.startswith(("- ", "#")) else fill(each, WIDTH, break_on_hyphens=False) for each in paragraphs
    )


def _table(text: str, *, answers: bool = False) -> str:
    columns = [_cells(column, is_answer=answers or column.is_answer) for column in table(text).columns]
    widths = [max(map(len, column)) for column in columns]
    rows = [_row(cells, widths) for cells in zip(*columns, strict=True)]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return "\n".join([rows[0], rule, *rows[1:]])


def _row(cells: tuple[str, ...], widths: list[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def _cells(column: Column, *, is_answer: bool) -> list[str]:
    head = column.head.removeprefix("= ")
    return [f"**{head}**" if is_answer else head, *map(_cell, column.cells)]


def _cell(written: str) -> str:
    return f"`{written}`" if _NOT_PLAIN.search(written) else written


if __name__ == "__main__":
    PAGE.write_text(page(CHAPTERS), encoding="utf-8")
