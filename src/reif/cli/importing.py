"""The work of `reif import`: read, show, ask, import, score."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import typer
from django.db import transaction
from django.db.models import Count

from reif import lifecycle
from reif.capture.importing import ImportedElsewhere, List, begin, carry_on, reader_of
from reif.capture.list_detection import columns_of
from reif.cli.import_preview import preview_lines
from reif.cli.reading import counted, shown
from reif.cli.screen import Screen, screen
from reif.import_people import Directory
from reif.integrations.files.fingerprint import fingerprint
from reif.integrations.files.reading import open_table
from reif.records.models import Contact, Import, Source
from reif.rules.headers import Kind, UnusableMapping, detected
from reif.rules.mapping_file import parse_mapping

_MOST_REASONS = 10
_SCORED_AT_ONCE = 500
_LEFT_TO_SCORE = "all rows are stored; the worker, or the same command, works out the scores that are left"
_NOUNS = {Kind.LEADS: "contact", Kind.EVENTS: "event", Kind.CHANGES: "change", Kind.OBJECTIONS: "objection"}


@dataclass(frozen=True, slots=True)
class Request:
    """What `reif import` was asked for."""

    leads: str | None
    events: str | None
    changes: str | None
    objections: str | None
    mapping: Path | None
    source: str
    is_preview: bool
    is_dry_run: bool
    asks: bool


def run(request: Request) -> None:
    """Show what was detected; then import, unless only a preview was asked for or the answer is no."""
    mapping = {} if request.mapping is None else _mapping(request.mapping)
    with TemporaryDirectory(prefix="reif-") as folder:
        with screen() as told:
            lists = list(_lists(request, mapping, Path(folder), told))
            for each in lists:
                each.require_columns()
                for line in preview_lines(each, reader_of(each)):
                    told.say(line)
        if request.is_preview or (request.asks and not typer.confirm("Import this?", err=True)):
            typer.echo("nothing was imported")
            return
        with screen() as told:
            if request.is_dry_run:
                _rehearse(lists, request.source, told)
                return
            source = _source(request.source)
            for each in lists:
                _import(each, source, told)
            _score(told)


def _rehearse(lists: list[List], source_name: str, told: Screen) -> None:
    """Import within a transaction that is taken back: what is told is what would be, whatever the records hold."""
    with transaction.atomic():
        source = _source(source_name)
        for each in lists:
            there = Contact.objects.count()
            _import(each, source, told)
            if each.kind is Kind.LEADS:
                typer.echo(f"{each.file_name}: {counted(Contact.objects.count() - there, 'contact')} of them made")
        transaction.set_rollback(True)
    typer.echo("dry run: all of it was taken back, nothing was imported")


def _source(name: str) -> Source:
    return Source.objects.get_or_create(name=name, defaults={"created_at": _now()})[0]


def _lists(request: Request, mapping: Mapping[str, str | None], folder: Path, told: Screen) -> Iterator[List]:
    # What was known when comes first: what the list of contacts says then repeats it.
    files = [
        (Kind.CHANGES, request.changes),
        (Kind.LEADS, request.leads),
        (Kind.OBJECTIONS, request.objections),
        (Kind.EVENTS, request.events),
    ]
    opened = [(kind, file, _Opened(file, folder / kind.value, told)) for kind, file in files if file is not None]
    headers = {header for _, _, each in opened for header in each.table.columns}
    unknown = next((header for header in mapping if header not in headers), None)
    if unknown is not None:
        detected(sorted(headers), Kind.LEADS, {unknown: None})  # says what is not there
    for kind, file, each in opened:
        names = [name for name in each.table.columns if name.strip()]
        own = {header: field for header, field in mapping.items() if header in names}
        found = columns_of(names, kind, own)
        if found.origin is not None:
            told.say(f"  looks like an export of {found.origin.name}")
        yield List(kind, each.table, found.columns, _name(file), fingerprint(each.path))


class _Opened:
    """A file that has been read into its folder, said what it is."""

    def __init__(self, file: str, spool: Path, told: Screen) -> None:
        spool.mkdir()
        with told.task(f"Reading {shown(file)}") as advance:
            self.table = open_table(file, spool=spool, wanted=None, progress=advance)
        self.path = spool / "input" if file == "-" else Path(file)
        told.say(f"{shown(file)}: {self.table.detected}; {counted(self.table.rows, 'row')}")


def _import(of: List, source: Source, told: Screen) -> None:
    begun = begin(of=of, source=source, by=None, at=_now())
    if begun.finished_at is not None:
        typer.echo(f"{of.file_name}: imported already, {begun.finished_at:%Y-%m-%d %H:%M} UTC; nothing to do")
        return
    if begun.rows_done:
        told.say(f"{of.file_name}: goes on after row {begun.rows_done:,}")
    rows_done = begun.rows_done
    with told.task(f"Importing {of.file_name}") as show:

        def advance(done: int, total: int) -> None:
            nonlocal rows_done
            rows_done = done
            show(done, total)

        with _stop_is_told(lambda: f"{of.file_name}: stopped after row {rows_done:,}; the same command goes on there"):
            done = carry_on(of=of, to=begun, reader=reader_of(of), people=Directory(), clock=_now, advance=advance)
    _tell(of, done)


def _tell(of: List, done: Import) -> None:
    noun = _NOUNS[of.kind]
    new = "new or changed" if of.kind is Kind.LEADS else "new"
    typer.echo(
        f"{of.file_name}: {counted(done.rows_accepted, noun)} {new}, {done.rows_known:,} known already, "
        f"{counted(done.rows_rejected, 'row')} rejected"
    )
    reasons = done.rejects.values_list("reason").annotate(count=Count("id")).order_by("-count", "reason")
    for reason, count in reasons[:_MOST_REASONS]:
        first = done.rejects.filter(reason=reason).order_by("row").values_list("row", flat=True)[0]
        typer.echo(f"{count:>8,}  {reason} (first in row {first:,})")


def _score(told: Screen) -> None:
    """Work out the scores of all whose time has come."""
    at = _now()
    total = Contact.objects.filter(rescore_at__lte=at).count()
    done = 0
    with told.task("Scoring") as advance, _stop_is_told(lambda: _LEFT_TO_SCORE):
        while done < total and (scored := lifecycle.catch_up(at=at, limit=_SCORED_AT_ONCE)):
            done += scored
            advance(done, total)
    typer.echo(f"{counted(done, 'contact')} scored")


@contextmanager
def _stop_is_told(said: Callable[[], str]) -> Iterator[None]:
    """Let whatever ends the work bear a note of how far it came, by which its end is told."""
    try:
        yield
    except ImportedElsewhere:
        raise
    except BaseException as error:
        error.add_note(said())
        raise


def _mapping(file: Path) -> dict[str, str | None]:
    try:
        return parse_mapping(file.read_bytes(), file=str(file))
    except FileNotFoundError:
        raise UnusableMapping(f"{file}: there is no such file") from None
    except IsADirectoryError:
        raise UnusableMapping(f"{file}: is a folder, not a file") from None


def _name(file: str) -> str:
    return shown(file) if file == "-" else Path(file).name


def _now() -> datetime:
    return datetime.now(UTC)
