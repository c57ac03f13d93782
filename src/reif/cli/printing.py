"""What a command prints on standard output for people."""

from collections.abc import Callable

import typer
from rich.console import Console

WIDTH = 100


def show(draw: Callable[[Console], None]) -> None:
    """In colour on a terminal; else plain, at most WIDTH wide, without blanks at the end of lines."""
    console = Console(highlight=False)
    if console.is_terminal:
        draw(console)
        return
    plain = Console(highlight=False, width=WIDTH, no_color=True, color_system=None)
    with plain.capture() as captured:
        draw(plain)
    typer.echo("\n".join(line.rstrip() for line in captured.get().rstrip().splitlines()))
