"""The commands, put together."""

from importlib.metadata import version as version_of
from typing import Annotated

import typer

from reif.cli.backup import backup
from reif.cli.check import check
from reif.cli.contacts import contacts
from reif.cli.demo import demo
from reif.cli.doctor import doctor
from reif.cli.explain import explain
from reif.cli.export import export
from reif.cli.import_ import import_
from reif.cli.imports import imports
from reif.cli.init import init
from reif.cli.mailbox import mailbox
from reif.cli.model import model
from reif.cli.person import person
from reif.cli.rebuild import rebuild
from reif.cli.report import report
from reif.cli.restore import restore
from reif.cli.score import score
from reif.cli.serve import serve
from reif.cli.show import show
from reif.cli.source import source
from reif.cli.user import user
from reif.cli.work import work

app = typer.Typer(
    name="reif",
    help="How ripe is each lead: a score from 0 to 100 with reasons that add up.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # Plain help starts in half the time.
)
for command in (check, score, explain, report, init, serve, work, backup, restore, rebuild, doctor):
    app.command()(command)
app.add_typer(model, name="model")
app.command(name="import")(import_)
app.command()(imports)
app.command()(export)
app.command()(contacts)
app.command()(show)
app.add_typer(person, name="person")
app.add_typer(user, name="user")
app.add_typer(source, name="source")
app.add_typer(mailbox, name="mailbox")
app.add_typer(demo, name="demo")


def _show_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"reif {version_of('reif')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Say the version and stop.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    del version
