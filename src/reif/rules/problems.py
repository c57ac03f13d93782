"""What is wrong with a model file: where, and what would be accepted."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` counts from 1; `key` is the path to the value (`fit.rules[budget].points`), empty for the file itself."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: "
        return place + (f"{self.key}: {self.message}" if self.key else self.message)


class ModelFileError(ValueError):
    """The model file is not valid. `problems`: all that was found, by line; as text, one per line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(map(str, self.problems)))


def shown(text: str, longest: int = 40) -> str:
    """Text of a file as a message quotes it: short, on one line, without characters that act on a terminal."""
    start = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(character if character.isprintable() else "·" for character in start)
