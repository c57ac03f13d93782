"""The ripest contacts and the funnel, as text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from reif.cli.demo_world.showing import Ripe, Step

_STYLES = {"hot": "bold red", "warm": "yellow", "cold": "blue"}
_REASONS = 3
_WIDEST = 40


def draw_ripest(console: Console, listed: Sequence["Ripe"], language: str) -> None:
    """A line per contact: points, temperature, fit, who, stage, and what gives most."""
    table = Table(box=box.SIMPLE_HEAD if console.is_terminal else None, pad_edge=False)
    for name in ("points", "", "fit", "who", "stage"):
        table.add_column(name, no_wrap=True)
    table.add_column("because", ratio=1)
    for ripe in listed:
        contact = ripe.contact
        because = " · ".join(
            f"{each.value:+.0f} {each.label.in_language(language)}" for each in ripe.reasons[:_REASONS]
        )
        points = Text(str(contact.points), style=_STYLES[contact.temperature])
        who = Text(f"{contact.name}\n", style="bold").append(contact.company_name, style="default")
        table.add_row(points, contact.temperature, contact.grade, who, contact.stage, because)
    console.print(table)


def draw_funnel(console: Console, steps: Sequence["Step"]) -> None:
    """A bar per stage, true to scale, with the share of those before."""
    most = max((step.contacts for step in steps), default=0)
    for step in steps:
        width = round(_WIDEST * step.contacts / most) if most else 0
        bar = ("█" if console.is_terminal else "#") * max(width, 1 if step.contacts else 0)
        share = "" if step.share is None else f"{step.share:.0%} of those before"
        console.print(f"  {step.stage.value:<12}{step.contacts:>6,}  {bar:<{_WIDEST}}  {share}".rstrip())
