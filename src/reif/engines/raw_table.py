"""A source as a backend sees it."""

from collections.abc import Mapping
from dataclasses import dataclass

import ibis.expr.types as ir

from reif.engines.sources import InputError


@dataclass(frozen=True, slots=True)
class RawTable:
    """A source as a backend sees it: columns named by position beside `row`, and the names they stand for."""

    name: str
    table: ir.Table
    columns: Mapping[str, str]

    def require(self, name: str) -> None:
        """Raises InputError if the source has no column of that name."""
        if name not in self.columns:
            raise InputError(
                f"{self.name}: the column {name} is missing; the columns are {', '.join(self.columns) or 'none'}"
            )


@dataclass(frozen=True, slots=True)
class Flawed:
    """A table of which some rows cannot be used: `sound` ones and `rejects` (file, row, reason)."""

    sound: ir.Table
    rejects: ir.Table
