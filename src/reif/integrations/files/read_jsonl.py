"""JSON lines read line by line and spooled to Parquet: every value as the text it was written with."""

import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

from reif.integrations.files.columns import present
from reif.integrations.files.kinds import FileError
from reif.integrations.files.progress import Progress, unseen
from reif.integrations.files.rejects import Rejects
from reif.integrations.files.spool import Spool
from reif.integrations.files.table import Table, picked
from reif.rules.json_values import NotAnObject, first_members, read_object, scalar_texts

NOT_UTF8 = "not UTF-8"
NO_OBJECT = "not a JSON object"
_BOM = b"\xef\xbb\xbf"
_BATCH_ROWS = 20_000
_BATCH_BYTES = 1 << 24
_REPORT_EVERY = 10_000
_MOST_NAMES = 100
_MOST_WANTED = 1_000
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def read_jsonl(
    file: str,
    source: Path,
    spool: Path,
    *,
    wanted: Collection[str],
    required: Collection[str],
    nested: str | None,
    progress: Progress,
) -> Table:
    """The wanted top-level members as text: numbers as they were written, booleans `true` and `false`.

    Rows are the lines that are not blank. Nested values are null, but for the member named `nested`: an object there
    becomes JSON text whose members are texts in the same way. Raises FileError if no line is a JSON object, or a
    required member stands in none.
    """
    return _spooled(file, source, spool, _Rows(file, tuple(dict.fromkeys(wanted)), nested), required, progress)


def _spooled(
    file: str, source: Path, spool: Path, rows: "_Rows", required: Collection[str], progress: Progress
) -> Table:
    with Spool(spool, rows.wanted) as out:
        for columns, numbers in rows.blocks(_lines(source, progress)):
            out.write(columns, numbers)
    present(file, tuple(rows.names), wanted=rows.wanted, required=required)
    return Table(
        file=file,
        path=spool,
        row_column=out.row_column,
        columns=tuple(rows.names),
        rows=rows.count,
        rejects=rows.rejects,
        detected="JSON lines, UTF-8 with BOM" if _has_bom(source) else "JSON lines, UTF-8",
        pick=lambda wanted_rows: picked(_lines(source, unseen), wanted_rows),
    )


def read_all_jsonl(file: str, source: Path, spool: Path, *, required: Collection[str], progress: Progress) -> Table:
    """All members that have a name (at most a thousand), nested ones as JSON. Reads twice. Raises FileError."""
    names: dict[str, None] = {}
    for line in _lines(source, progress):
        with suppress(UnicodeDecodeError, NotAnObject):
            names |= dict.fromkeys(read_object(line.decode()))
        if len(names) > _MOST_WANTED:
            raise FileError(file, f"has over {_MOST_WANTED:,} different names of members; accepted are that many")
    rows = _Rows(file, tuple(name for name in names if name.strip()), None, is_whole=True)
    return _spooled(file, source, spool, rows, required, progress)


class _Rows:
    """`names`: the members met, the wanted ones and some more; `count` and `rejects` grow as blocks are taken."""

    def __init__(self, file: str, wanted: tuple[str, ...], nested: str | None, *, is_whole: bool = False) -> None:
        self.file, self.wanted, self.nested, self.is_whole = file, wanted, nested, is_whole
        self.names: dict[str, None] = {}
        self.rejects = Rejects()
        self.count = 0

    def blocks(self, lines: Iterator[bytes]) -> Iterator[tuple[list[pa.Array], pa.Array]]:
        """The texts of each wanted member, and the numbers of the rows."""
        numbers: list[int] = []
        objects: list[dict[str, object]] = []
        size = 0
        for line in lines:
            self.count += 1
            members = self._read(line)
            if members is None:
                continue
            numbers.append(self.count)
            objects.append(members)
            size += len(line)
            if len(objects) == _BATCH_ROWS or size >= _BATCH_BYTES:
                yield self._block(objects, numbers)
                numbers, objects, size = [], [], 0
        if objects:
            yield self._block(objects, numbers)
        if len(self.rejects) == self.count:
            raise FileError(self.file, "no line is a JSON object; accepted is one JSON object per line, in UTF-8")

    def _read(self, line: bytes) -> dict[str, object] | None:
        try:
            members = read_object(line.decode())
        except UnicodeDecodeError:
            self.rejects.add(self.count, NOT_UTF8)
        except NotAnObject:
            self.rejects.add(self.count, NO_OBJECT)
        else:
            self._note(members)
            return _with_documents(line, members) if self.is_whole else members
        return None

    def _note(self, members: dict[str, object]) -> None:
        for name in members:
            if name not in self.names and (name in self.wanted or len(self.names) < _MOST_NAMES):
                self.names[name] = None

    def _block(self, objects: list[dict[str, object]], numbers: list[int]) -> tuple[list[pa.Array], pa.Array]:
        columns = [
            pa.array([(_document if name == self.nested else _text)(each.get(name)) for each in objects], pa.string())
            for name in self.wanted
        ]
        return columns, pa.array(numbers, pa.int64())


def _lines(source: Path, progress: Progress) -> Iterator[bytes]:
    """The lines that are not blank."""
    total = source.stat().st_size
    done = 0
    with source.open("rb") as stream:
        if _has_bom(source):
            stream.seek(len(_BOM))
        for number, line in enumerate(stream):
            done += len(line)
            if number % _REPORT_EVERY == 0:
                progress(done, total)
            if text := line.strip():
                yield text


def _has_bom(source: Path) -> bool:
    with source.open("rb") as stream:
        return stream.read(len(_BOM)) == _BOM


def _with_documents(line: bytes, members: dict[str, object]) -> dict[str, object]:
    """The members, nested ones as the JSON they were written with, not as texts."""
    nested = [name for name, value in members.items() if isinstance(value, (dict, list))]
    if not nested:
        return members
    written = json.loads(line, object_pairs_hook=first_members)
    return members | {name: _ENCODER.encode(written[name]) for name in nested}


def _text(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else None


def _document(value: object) -> str | None:
    """An object as JSON of texts; a list stays one, for it is a mistake to be told."""
    if isinstance(value, dict):
        return _ENCODER.encode(scalar_texts(value))
    return "[]" if isinstance(value, list) else _text(value)
