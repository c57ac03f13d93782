"""What is said on standard error while a command works: plain lines, and bars of progress where there is a terminal."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from rich.progress import Progress

Advance: TypeAlias = Callable[[int, int], None]
"""(done, in all; 0 if that is not known)"""


class Screen:
    """Says lines that stay, and shows how far work has come, if `progress` is given."""

    def __init__(self, progress: "Progress | None" = None) -> None:
        self._progress = progress

    def say(self, line: str) -> None:
        """A line that stays."""
        if self._progress is None:
            print(line, file=sys.stderr, flush=True)
        else:
            self._progress.console.print(line, markup=False, highlight=False, soft_wrap=True)

    @contextmanager
    def task(self, name: str) -> Iterator[Advance]:
        """A bar while the work lasts."""
        progress = self._progress
        if progress is None:
            yield lambda done, total: None
            return
        task = progress.add_task(name, total=None)

        def advance(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total or None)

        try:
            yield advance
        finally:
            progress.remove_task(task)


@contextmanager
def screen() -> Iterator[Screen]:
    """The screen of this command: with bars if standard error is a terminal that can move its cursor."""
    if not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        yield Screen()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Screen(progress)
