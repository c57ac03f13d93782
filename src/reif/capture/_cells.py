"""Cells of lists: what a column's texts mean."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from reif.integrations.files.rows import Row
from reif.rules.headers import Column
from reif.rules.problems import shown
from reif.rules.texts import clean
from reif.rules.values import is_missing

Translate = Callable[[str], object]

_MOST_TRANSLATIONS = 200
_MOST_REMEMBERED = 10_000
_LONGEST_REMEMBERED = 100
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@")
"""Our own lists for spreadsheets put an apostrophe before them; it is not part of the text."""


@dataclass(slots=True)
class Translations:
    """Which written values were taken for which meanings, and how often: (field, written, meaning)."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def note(self, key: tuple[str, str, str]) -> None:
        """Count one; of many different ones the first 200 are kept."""
        if key in self.counts or len(self.counts) < _MOST_TRANSLATIONS:
            self.counts[key] += 1


class Cells:
    """Reads the cells of rows. `translators`: by field what turns its text into what it means."""

    def __init__(self, columns: Sequence[Column], translators: Mapping[str, Translate]) -> None:
        self.translations = Translations()
        self._readers = {
            column.header: _Reader(column.field, translators.get(column.field), self.translations)
            for column in columns
            if column.field is not None
        }
        self.headers = tuple(sorted(self._readers))

    def values(self, row: Row) -> dict[str, object]:
        """field -> what the row says; what is blank is left out."""
        values = {}
        readers = self._readers
        for header, cell in row.cells.items():
            reader = readers.get(header)
            if reader is not None:
                value = reader.read(cell)
                if value is not None:
                    values[reader.field] = value
        return values


class _Reader:
    """Reads one column. What short texts mean is remembered, as most are written again and again."""

    def __init__(self, name: str, translate: Translate | None, translations: Translations) -> None:
        self.field = name
        self._translate, self._translations = translate, translations
        self._known: dict[str, tuple[object, tuple[str, str, str] | None]] = {}

    def read(self, cell: object) -> object:
        """What the cell means; None if it is blank."""
        if not isinstance(cell, str):
            return None if is_missing(cell) and not isinstance(cell, (list, dict)) else cell
        known = self._known.get(cell)
        if known is None:
            known = self._meaning(cell)
            if len(cell) <= _LONGEST_REMEMBERED:
                if len(self._known) >= _MOST_REMEMBERED:
                    self._known.clear()
                self._known[cell] = known
        meaning, translation = known
        if translation is not None:
            self._translations.note(translation)
        return meaning

    def _meaning(self, cell: str) -> tuple[object, tuple[str, str, str] | None]:
        if is_missing(cell):
            return None, None
        written = clean(cell).strip()
        if written[:1] == "'" and written[1:2] in _RUN_BY_SPREADSHEETS:
            written = written[1:]
        if self._translate is None:
            return written, None
        meaning = self._translate(written)
        if meaning == written or isinstance(meaning, list) or str(meaning) == written:
            return meaning, None
        return meaning, (self.field, shown(written), shown(str(meaning)))
