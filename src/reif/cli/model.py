"""`reif model`: the versions of the scoring model that the system scores by."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reif.cli.check import check as check_file
from reif.cli.counting import counted
from reif.cli.model_file import ModelArgument, load
from reif.cli.platform import ready_system, require_tables
from reif.cli.screen import screen
from reif.rules.ready_models import ready_model

if TYPE_CHECKING:
    from reif.records.models import ScoringModel

model = typer.Typer(help="The versions of the scoring model.", no_args_is_help=True)

model.command("check")(check_file)


@model.command("list")
def list_models() -> None:
    """List the versions: number, name, state, and since when it scores."""
    with ready_system():
        require_tables()
        from reif.records.models import ScoringModel

        for each in ScoringModel.objects.order_by("number"):
            since = "" if each.published_at is None else f"  {each.published_at:%Y-%m-%d %H:%M} UTC"
            state = each.state if each.discarded_at is None else "discarded"
            typer.echo(f"{each.number}  {each.name}  {state}{since}")


@model.command()
def publish(file: ModelArgument) -> None:
    """Score everybody by a model file, and let it be the model that scores from then on.

    The file becomes a new version, unless one with the same text is there. Until all are scored nobody sees anything of
    it; interrupted, it can be run again.
    """
    load(file)
    ready = ready_model(file)
    source = ready if not Path(file).exists() and ready.is_file() else Path(file)
    text = source.read_bytes().decode("utf-8-sig")
    with ready_system(), screen() as shown:
        require_tables()
        from reif import lifecycle
        from reif.records.enums import ModelState

        version = _version(text, _now())
        if version.state == ModelState.LIVE:
            typer.echo(f"{version.name}: live already, version {version.number}")
            return
        with shown.task("Scoring") as advance:
            scored = lifecycle.publish(model=version, by=None, now=_now, advance=advance)
        typer.echo(f"{version.name}: published as version {version.number}; {counted(scored, 'contact')} scored")


def _now() -> datetime:
    return datetime.now(UTC)


def _version(text: str, at: datetime) -> "ScoringModel":
    from reif import lifecycle
    from reif.records.models import ScoringModel

    known = ScoringModel.objects.filter(text=text).order_by("-number").first()
    return lifecycle.draft(text=text, by=None, at=at) if known is None else known
