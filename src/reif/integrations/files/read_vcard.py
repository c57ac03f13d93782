"""vCards of version 2.1, 3.0 and 4.0: a row per card, as text, spooled to Parquet."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from reif.integrations.files.columns import present
from reif.integrations.files.encodings import Encoding, encoding_of, utf8_chunks
from reif.integrations.files.kinds import FileError
from reif.integrations.files.progress import Progress, unseen
from reif.integrations.files.rejects import Rejects
from reif.integrations.files.spool import Spool
from reif.integrations.files.table import Table, picked
from reif.integrations.files.vcard_columns import COLUMNS, cells_of, version_of
from reif.integrations.files.vcard_line import UnreadableLine
from reif.integrations.files.vcard_text import Card, cards

_BATCH_ROWS = 1_000
_BATCH_CHARACTERS = 1 << 24
_KNOWN_VERSIONS = ("2.1", "3.0", "4.0")


def read_vcard(
    file: str, source: Path, spool: Path, *, wanted: Collection[str], required: Collection[str], progress: Progress
) -> Table:
    """The wanted ones of the columns that some card fills. Reads twice.

    A card that is broken or does not end, and text between cards, is a reject; its text lacks pictures. Raises
    FileError if there is no card, or a required column is missing.
    """
    encoding = encoding_of(source)
    seen = _Seen()
    for card in _cards(file, source, encoding, progress):
        seen.note(card)
    if not seen.has_card:
        raise FileError(file, "no line begins a card; accepted are vCards, from BEGIN:VCARD to END:VCARD")
    names = tuple(column for column in COLUMNS if column in seen.columns)
    columns = present(file, names, wanted=wanted, required=required)
    rows = _Rows()
    with Spool(spool, columns) as out:
        for cells, numbers in rows.blocks(_cards(file, source, encoding, unseen)):
            texts = [pa.array([each.get(column, "") for each in cells], pa.string()) for column in columns]
            out.write(texts, pa.array(numbers, pa.int64()))
    return Table(
        file=file,
        path=spool,
        row_column=out.row_column,
        columns=names,
        rows=rows.count,
        rejects=rows.rejects,
        detected=f"vCard{seen.versions}, {encoding}",
        pick=lambda wanted_rows: picked((card.text for card in _cards(file, source, encoding, unseen)), wanted_rows),
    )


class _Seen:
    """What the cards of a file have."""

    def __init__(self) -> None:
        self.columns: set[str] = set()
        self.has_card = False
        self._versions: set[str] = set()

    def note(self, card: Card) -> None:
        self.has_card |= card.is_card
        if card.problem is None:
            self._versions.add(version_of(card.lines))
            with suppress(UnreadableLine):
                self.columns.update(cells_of(card.lines))

    @property
    def versions(self) -> str:
        known = [version for version in _KNOWN_VERSIONS if version in self._versions]
        return f" {' and '.join(known)}" if known else ""


class _Rows:
    """`count` and `rejects` grow as blocks are taken."""

    def __init__(self) -> None:
        self.rejects = Rejects()
        self.count = 0

    def blocks(self, found: Iterator[Card]) -> Iterator[tuple[list[dict[str, str]], list[int]]]:
        """The cells of some cards, and their row numbers."""
        cells: list[dict[str, str]] = []
        numbers: list[int] = []
        size = 0
        for card in found:
            self.count += 1
            if card.problem is not None:
                self.rejects.add(self.count, card.problem)
                continue
            try:
                cells.append(cells_of(card.lines))
            except UnreadableLine as error:
                self.rejects.add(self.count, str(error))
                continue
            numbers.append(self.count)
            size += sum(map(len, cells[-1].values()))
            if len(cells) == _BATCH_ROWS or size >= _BATCH_CHARACTERS:
                yield cells, numbers
                cells, numbers, size = [], [], 0
        if cells:
            yield cells, numbers


def _cards(file: str, source: Path, encoding: Encoding, progress: Progress) -> Iterator[Card]:
    """The cards. Latin-1 stays as it is, for each line may say how it is encoded."""
    kept = replace(encoding, name="UTF-8") if encoding.name == "Latin-1" else encoding
    return cards(utf8_chunks(file, source, kept, progress))
