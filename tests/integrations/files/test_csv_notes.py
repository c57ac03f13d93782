"""Notes before the header, as LinkedIn writes them."""

import pytest

from reif.integrations.files.csv_notes import without_notes
from tests.integrations.files.reading_room import Room, all_raw, rows_of

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that some addresses, First Name, are missing."\n\n'
)
ROW = "Ada,Müller,https://www.linkedin.com/in/ada,ada@muster.de,Muster GmbH,Leiterin,09 Dec 2025"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_notes_of_connections_are_passed_over(room: Room, end: str) -> None:
    data = f"{NOTES}{HEADER}\n{ROW}\n".replace("\n", end).encode()
    table = room.read("Connections.csv", data, wanted=("First Name", "Email Address"))
    assert rows_of(table) == [{"First Name": "Ada", "Email Address": "ada@muster.de"}]
    assert all_raw(table) == {1: ROW}


def test_a_list_with_a_column_of_notes_keeps_its_header() -> None:
    data = b"Notes\nFirst of all\nVorname, say it\n"
    assert b"".join(without_notes(iter([data[:3], data[3:]]))) == b"Vorname, say it\n"
    assert b"".join(without_notes(iter([b"Notes,x\nFirst Name,1\n"]))) == b"Notes,x\nFirst Name,1\n"


def test_notes_that_do_not_end_are_none() -> None:
    data = b"Notes:\n" + b"x" * (1 << 17) + b"\nFirst Name,x\n"
    chunks = [data[at : at + 1000] for at in range(0, len(data), 1000)]
    assert b"".join(without_notes(iter(chunks))) == data
