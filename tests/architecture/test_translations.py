"""Every sentence of the pages is translated, and the compiled catalogue says what the written one does."""

import re
import subprocess
import sys

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.architecture.tree import ROOT, SOURCE

CATALOGUES = sorted((SOURCE / "web" / "locale").rglob("*.po"))
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")
# What German typography does not have: straight quotes, three dots, a hyphen for a dash.
UNSET = re.compile(r"\"|\.\.\.|'|(?<=\s)-(?=\s)")


def test_nothing_is_missing_left_over_or_not_compiled() -> None:
    done = subprocess.run(
        [sys.executable, "script/translations", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def messages() -> list[Message]:
    found = []
    for file in CATALOGUES:
        with file.open("rb") as stream:
            found += [message for message in read_po(stream) if message.id]
    return found


def pairs(message: Message) -> list[tuple[str, str]]:
    if isinstance(message.id, tuple):
        return [(message.id[min(place, 1)], text) for place, text in enumerate(message.string)]
    return [(message.id, message.string)]


def test_placeholders_are_the_same() -> None:
    assert len(messages()) > 100
    wrong = [
        said
        for message in messages()
        for said, translated in pairs(message)
        if set(PLACEHOLDER.findall(said)) != set(PLACEHOLDER.findall(translated))
    ]
    assert not wrong


def test_german_is_set_well() -> None:
    assert not [text for message in messages() for _, text in pairs(message) if UNSET.search(text)]


@pytest.mark.parametrize("text", ['ein "Wort"', "und ...", "geht's", "das - dies"])
def test_unset_german_is_seen(text: str) -> None:
    assert UNSET.search(text)
