"""Reasons in German: of each that the code may give there is a sentence."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from reif import collecting
from reif.capture import _chunks
from reif.integrations.files import kinds
from reif.web.wording.reasons import told
from tests.architecture.tree import SOURCE

ERRORS = {"UnusableRow": 0, "Unusable": 0, "UnusableEvent": 0, "Unidentifiable": 0, "UnreadableLine": 0, "FileError": 1}
"""With the place of the reason among what they are made of."""
AT_THE_PROMPT = {"writing.py", "reading.py", "kinds.py", "workbook_size.py"}
"""Of files that the browser never has, and of others (in READ) whose sentences are put together."""
ROOMS = ("capture", "collecting.py", "identify", "integrations/tracking", "integrations/webhooks", "integrations/files")


def raised(file: Path) -> Iterator[str]:
    """What stands in errors of these kinds, with x where something is filled in; not what another error says."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS and node.args:
            if node.func.id == "FileError" and file.name in AT_THE_PROMPT:
                continue
            said = node.args[ERRORS[node.func.id]]
            for each in (said.body, said.orelse) if isinstance(said, ast.IfExp) else (said,):
                if isinstance(each, ast.Constant):
                    yield str(each.value)
                elif isinstance(each, ast.JoinedStr):
                    yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in each.values)


def files() -> Iterator[Path]:
    for room in ROOMS:
        place = SOURCE / room
        yield from [place] if place.is_file() else place.rglob("*.py")


REASONS = sorted({reason for file in files() for reason in raised(file)})
KEPT = [collecting.ERASED, f"{collecting.OVER}: a, b", collecting.UNREAD, _chunks._BARRED, _chunks._COMES_AGAIN]
READ = [
    "1 cell where the header has 3",
    "4 cells where the header has 3",
    "not UTF-8",
    "not a JSON object",
    "unpacks to 9,000 MB; accepted are up to 512 MB",
    "is damaged or cut off; accepted is an Excel workbook (.xlsx): no such part",
]


def test_there_are_reasons() -> None:
    assert len(REASONS) > 30


@pytest.mark.parametrize("reason", [*REASONS, *KEPT, *READ, _chunks._nobody("1"), _chunks._nobody("")])
def test_each_is_told_in_german(reason: str) -> None:
    with override("de"):
        assert told(reason) != reason


@pytest.mark.parametrize("kind", kinds._DESCRIPTIONS)
@pytest.mark.parametrize("found", [name for _, name in kinds._SIGNATURES])
def test_what_a_file_holds_and_what_would_be_accepted(kind: str, found: str) -> None:
    accepted = kinds._DESCRIPTIONS[kind]
    with override("de"):
        for reason in (f"is empty; accepted is {accepted}", f"holds {found}; accepted is {accepted}"):
            german = told(reason)
            assert german != reason
            assert accepted not in german
            assert " archive" not in german


def test_what_was_found_stands_in_it() -> None:
    with override("de"):
        assert told("not an e-mail address: 'ada'") == "keine E-Mail-Adresse: 'ada'"
        assert told("properties is not a JSON object: another kind of value") == (
            "properties ist kein JSON-Objekt: eine andere Art von Wert"
        )
        assert told("sent_at is no time: 'x'") == "sent_at ist keine Zeit: 'x'"


def test_in_english_and_where_nobody_knows_it_it_stays() -> None:
    with override("en"):
        assert told("no attribute") == "no attribute"
    with override("de"):
        assert told("of another time") == "of another time"
