"""A breakdown as text: groups with their contributions, and shown values that add up to the shown score."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reif.cli.breakdown import BOUND, ENGAGEMENT, EXCLUDE, FIT, Breakdown, Part, apportioned, in_tenths
from reif.cli.breakdown_words import Words
from reif.engines.result import BASE

_STYLES = {"cold": "blue", "warm": "yellow", "hot": "bold red"}


def print_breakdown(
    console: Console, found: Breakdown, words: Words, *, at: datetime | None, at_column: str | None
) -> None:
    """Who, how ripe and as of when; then why."""
    as_of = words.say("as_of_own", column=at_column) if at is None else words.say("as_of", time=words.time(at))
    console.print(_title(found, words), soft_wrap=True)
    console.print(Text(as_of, style="dim"), soft_wrap=True)
    console.print()
    if found.scores["excluded"]:
        (reason,) = found.of(EXCLUDE)
        console.print(Text(words.say("excluded", label=reason.label, rule=reason.rule)), soft_wrap=True)
    else:
        console.print(_table(found, words))


def _title(found: Breakdown, words: Words) -> Text:
    scores = found.scores
    temperature, share = scores["temperature"], scores["probability"]
    return Text.assemble(
        (scores["lead_id"], "bold"),
        ": ",
        (words.say("points", points=scores["points"]), "bold"),
        f" · {words.say('level', level=scores['level'])} · ",
        (words.say(temperature), _STYLES[temperature]),
        f" · {words.say('grade', grade=scores['grade'])}",
        f" · {words.say('probability', share=words.percent(share))}" if share is not None else "",
    )


def _table(found: Breakdown, words: Words) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column()
    table.add_column(style="dim")
    table.add_column(justify="right", no_wrap=True)
    base, bound = found.of(BASE), found.of(BOUND)
    sums = [_sum(base), found.scores[FIT], found.scores[ENGAGEMENT], _sum(bound)]
    score = in_tenths(found.scores["score"])
    shown_base, shown_fit, shown_engagement, shown_bound = apportioned(sums, score)
    for part in base:
        table.add_row(Text(part.label), "", words.tenths(shown_base))
    for group, shown in ((FIT, shown_fit), (ENGAGEMENT, shown_engagement)):
        table.add_row(Text(words.say(group), style="bold"), "", Text(words.tenths(shown), style="bold"))
        _add_parts(table, found.of(group), shown, words)
    for part in bound:
        table.add_row(Text(part.label), "", words.tenths(shown_bound, signed=True))
    table.add_row(Text(words.say("score"), style="bold"), "", Text(words.tenths(score), style="bold"))
    return table


def _add_parts(table: Table, parts: Sequence[Part], shown: int, words: Words) -> None:
    values = apportioned([part.value for part in parts], shown)
    for part, value in zip(parts, values, strict=True):
        evidence = words.evidence(part.events, part.last_at)
        table.add_row(Text(f"  {part.label}"), evidence, words.tenths(value, signed=True))


def _sum(parts: Sequence[Part]) -> float:
    return sum((part.value for part in parts), 0.0)
