"""Documents keep their word: links lead somewhere, commands and code run and print what is shown."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.documents import DOCUMENTS, Command, anchors, blocks, commands, differs, in_the_house, links
from tests.architecture.tree import ROOT, name_of

RUN = {"console", "python"}
# As in pyproject.toml: ibis 12 calls DuckDB by names that DuckDB 1.5 renamed.
WARNINGS = ["-W", "error", "-W", "ignore:fetch_:DeprecationWarning"]
WITH_RUNNABLE = [document for document in DOCUMENTS if any(block.language in RUN for block in blocks(document))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    dead = []
    for line, target in links(document):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = document.parent / path if path else document
        if not in_the_house(file) or not file.exists() or (anchor and anchor not in anchors(file)):
            dead.append(f"line {line}: {target}")
    assert not dead


def test_every_document_can_be_reached() -> None:
    reached: set[Path] = set()
    ahead = [ROOT / "README.md"]
    while ahead:
        document = ahead.pop()
        if document in reached or document.suffix != ".md":
            continue
        reached.add(document)
        ahead += [
            (document.parent / target.partition("#")[0]).resolve()
            for _, target in links(document)
            if not re.match(r"[a-z]+:|#", target)
        ]
    assert not [name_of(document) for document in DOCUMENTS if document not in reached]


@pytest.mark.parametrize("document", WITH_RUNNABLE, ids=name_of)
def test_what_is_shown_runs(document: Path, tmp_path: Path) -> None:
    shown = blocks(document)
    for place, block in enumerate(shown):
        if block.file is not None:
            (tmp_path / block.file).write_text(block.text)
        elif block.language == "console":
            _run_commands(document, commands(block), tmp_path)
        elif block.language == "python":
            after = shown[place + 1] if place + 1 < len(shown) else None
            expected = after.text.splitlines() if after is not None and after.language == "text" else None
            _run_python(document, block.text, expected, tmp_path)


def _run_commands(document: Path, listed: list[Command], folder: Path) -> None:
    status = 0
    for place, command in enumerate(listed):
        done = _run(["bash", "-c", f"(exit {status})\n{command.script}"], folder)
        output, status = done.stdout, done.returncode
        assert not differs(command.expected, output), f"{name_of(document)}: {command.script}\nprinted\n{output}"
        asked = place + 1 < len(listed) and listed[place + 1].script == "echo $?"
        assert status == 0 or asked, f"{name_of(document)}: {command.script}\nended with {status}"


def _run_python(document: Path, code: str, expected: list[str] | None, folder: Path) -> None:
    done = _run([sys.executable, *WARNINGS, "-c", code], folder)
    assert done.returncode == 0, f"{name_of(document)}: {code}\n{done.stdout}"
    assert expected is None or not differs(expected, done.stdout), (
        f"{name_of(document)}: {code}\nprinted\n{done.stdout}"
    )


def _run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    surroundings = {"PATH": path, "HOME": str(folder), "LC_ALL": "C.UTF-8", "COLUMNS": "100"}
    return subprocess.run(
        arguments,
        cwd=folder,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=120,
    )


def test_what_is_shown_but_not_run_exists() -> None:
    shown = "\n".join(block.text for document in DOCUMENTS for block in blocks(document) if block.language == "sh")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    made = set(re.findall(r"^make ([a-z]+)", shown, flags=re.MULTILINE))
    assert {"demo", "test"} <= made <= targets
    scripts = set(re.findall(r"^(script/\w+)", shown, flags=re.MULTILINE))
    assert [script for script in scripts if not os.access(ROOT / script, os.X_OK)] == []
    modules = set(re.findall(r"python -m ((?:examples|bench|reif)[\w.]*)", shown))
    assert [module for module in modules if importlib.util.find_spec(module) is None] == []


@pytest.mark.parametrize(
    ("expected", "output", "verdict"),
    [
        (["a", "b"], "a\nb\n", False),
        (["a", "b"], "a\nc\n", True),
        (["a"], "a\nb\n", True),
        ([], "", False),
        ([], "a\n", True),
        (["a", "..."], "a\nb\nc\n", False),
        (["...", "c"], "a\nb\nc\n", False),
        (["took ... s"], "took 0.12 s\n", False),
        (["took ... s"], "took 0.12 m\n", True),
    ],
)
def test_other_output_is_seen(expected: list[str], output: str, verdict: bool) -> None:
    assert differs(expected, output) is verdict
