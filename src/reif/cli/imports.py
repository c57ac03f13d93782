"""`reif imports`: which lists were imported, and the rows of each that could not be used."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from reif.cli.counting import counted
from reif.cli.platform import ready_system, require_tables

if TYPE_CHECKING:
    import pyarrow as pa

    from reif.records.models import Import

_SHOWN = 100
_MOST_REASONS = 20
_AT_ONCE = 1_000


class NoSuchImport(ValueError):
    """There is no import of that number."""


def imports(
    number: Annotated[int | None, typer.Argument(help="Of an import: tell its rejects.", metavar="NUMBER")] = None,
    out: Annotated[
        str | None, typer.Option(help="Write the rejects there: .csv, .jsonl, .parquet or -.", metavar="FILE")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the import back, as if the list had never come.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """List imports, the newest first, or tell which rows of one could not be used, and why."""
    if undo and (number is None or out is not None or as_json):
        raise typer.BadParameter("--undo takes the NUMBER of an import, and --yes")
    if out is not None and number is None:
        raise typer.BadParameter("--out takes the rejects of one import: name its NUMBER")
    with ready_system():
        require_tables()
        from reif.records.models import Import

        if number is None:
            newest = list(Import.objects.select_related("source").order_by("-id")[:_SHOWN])
            _list(newest, as_json)
            return
        of = Import.objects.filter(pk=number).first()
        if of is None:
            raise NoSuchImport(f"there is no import of number {number}; `reif imports` lists them")
        if undo:
            _undo(of, yes)
        elif out is None:
            _tell(of, as_json)
        else:
            _write(of, out)


def _list(imports: "list[Import]", as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([_object(each) for each in imports], ensure_ascii=False))
        return
    if not imports:
        typer.echo("nothing was imported yet; `reif import` does")
    for each in imports:
        stopped = f"; stopped after row {each.rows_done:,}, the same command goes on there"
        state = "" if each.finished_at else stopped
        if each.undoing_since is not None:
            state = "; undone" if each.undone_at else "; being undone"
        typer.echo(
            f"{each.pk:>5}  {each.started_at:%Y-%m-%d %H:%M} UTC  {each.file_name} ({each.kind}, {each.source.name}): "
            f"{each.rows_accepted:,} new, {each.rows_known:,} known already, "
            f"{counted(each.rows_rejected, 'row')} rejected{state}"
        )


def _object(of: "Import") -> dict[str, object]:
    return {
        "number": of.pk,
        "kind": of.kind,
        "file_name": of.file_name,
        "source": of.source.name,
        "started_at": of.started_at.isoformat(),
        "finished_at": None if of.finished_at is None else of.finished_at.isoformat(),
        "undone_at": None if of.undone_at is None else of.undone_at.isoformat(),
        **{f"rows_{name}": getattr(of, f"rows_{name}") for name in ("done", "accepted", "known", "rejected")},
    }


def _tell(of: "Import", as_json: bool) -> None:
    """By reason: how many, and the first row."""
    from django.db.models import Count, Min

    found = of.rejects.values_list("reason").annotate(count=Count("id"), first=Min("row")).order_by("-count", "reason")
    if as_json:
        reasons = [{"reason": reason, "rows": count, "first_row": first} for reason, count, first in found]
        typer.echo(json.dumps({**_object(of), "rejects": reasons}, ensure_ascii=False))
        return
    typer.echo(f"{of.file_name}: {counted(of.rows_rejected, 'row')} rejected")
    for reason, count, first in found[:_MOST_REASONS]:
        typer.echo(f"{count:>8,}  {reason} (first in row {first:,})")


def _undo(of: "Import", is_agreed: bool) -> None:
    from reif import import_undoing
    from reif.cli.screen import screen

    if not import_undoing.why_not(of):
        effect = import_undoing.preview(of)
        typer.echo(
            f"{of.file_name}: {counted(effect.events, 'event')}, {counted(effect.facts, 'fact')} and "
            f"{counted(effect.contacts, 'contact')} go; {counted(effect.staying, 'contact')} with something else stay"
        )
    if not is_agreed and not typer.confirm("Undo this import?", err=True):
        typer.echo("nothing was undone")
        return
    begun = import_undoing.begin(of=of, by=None, at=datetime.now(UTC))
    with screen() as told, told.task(f"Undoing {of.file_name}") as advance:
        import_undoing.carry_on(of=begun, now=lambda: datetime.now(UTC), advance=advance)
    typer.echo(f"{of.file_name}: undone")


def _write(of: "Import", out: str) -> None:
    import pyarrow as pa

    from reif.integrations.files.writing import Outputs

    schema = pa.schema({"row": pa.int64(), "reason": pa.string(), "raw": pa.string()})
    with TemporaryDirectory(prefix="reif-") as scratch, Outputs(Path(scratch)) as outputs:
        count = outputs.open(out).write(pa.RecordBatchReader.from_batches(schema, _batches(of, schema)))
    if out != "-":
        typer.echo(f"{out}: {counted(count, 'row')}")


def _batches(of: "Import", schema: "pa.Schema") -> "Iterator[pa.RecordBatch]":
    import pyarrow as pa

    last = 0
    rejects = of.rejects.order_by("row").values(*schema.names)
    while part := list(rejects.filter(row__gt=last)[:_AT_ONCE]):
        yield pa.RecordBatch.from_pylist(part, schema=schema)
        last = part[-1]["row"]
