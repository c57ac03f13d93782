"""The reference of the command line names every command and option there is, and no other."""

import re
from typing import Any

import pytest
import typer.main

from reif.cli.app import app
from tests.architecture.tree import ROOT

PAGE = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")


def commands(group: Any, before: str = "") -> dict[str, Any]:
    """The commands of a group and of the groups in it, by what is typed."""
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        found |= commands(command, f"{before}{name} ") if hasattr(command, "commands") else {before + name: command}
    return found


COMMANDS = commands(typer.main.get_command(app))
OPTION = re.compile(r"--[a-z-]+")


def options_of(command: str) -> set[str]:
    """The long names of a command's options, --help left out."""
    names = {name for parameter in COMMANDS[command].params for name in parameter.opts if name.startswith("--")}
    return names - {"--help"}


def section(command: str) -> str:
    return PAGE.split(f"## `reif {command}`\n", 1)[1].split("\n## ", 1)[0]


def usage(command: str) -> str:
    """The lines of the summary that show how a command is typed."""
    summary = PAGE.split("```\n")[1]
    return summary.split(f"reif {command}", 1)[1].split("\nreif ", 1)[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_page_has_a_table_of_the_options(command: str) -> None:
    rows = [line for line in section(command).splitlines() if line.startswith("| `--")]
    assert {name for row in rows for name in OPTION.findall(row.split("|")[1])} == options_of(command)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_summary_shows_all_options(command: str) -> None:
    assert set(OPTION.findall(usage(command))) == options_of(command)


def test_the_page_has_every_command_and_no_other() -> None:
    assert re.findall(r"^## `reif ([a-z -]+)`$", PAGE, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_is(command: str) -> None:
    assert [parameter.name for parameter in COMMANDS[command].params if not (parameter.help or "").strip()] == []
