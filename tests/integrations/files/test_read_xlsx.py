"""Excel workbooks as the world writes them."""

import random
import struct
from zipfile import ZipFile

import pytest

from reif.integrations.files import sheet_size, workbook_size
from reif.integrations.files.kinds import FileError
from reif.integrations.files.reading import open_table
from tests.integrations.files.reading_room import Room, all_raw, column_of, numbers_of, rows_of
from tests.integrations.files.workbooks import (
    DATE,
    DATE_AND_TIME,
    DURATION,
    TIME,
    Raw,
    Rows,
    Shown,
    Written,
    workbook,
    zipped,
)

PEOPLE: Rows = [["lead_id", "x"], ["007", "Müller"], ["8", None]]


def test_a_sheet_becomes_rows_of_text(room: Room) -> None:
    table = room.read("leads.xlsx", workbook(("Kontakte", PEOPLE)))
    assert (table.detected, table.columns, table.rows) == ("Excel, sheet Kontakte", ("lead_id", "x"), 2)
    assert rows_of(table) == [{"lead_id": "007", "x": "Müller"}, {"lead_id": "8", "x": ""}]
    assert (numbers_of(table), len(table.rejects)) == ([1, 2], 0)
    assert all_raw(table) == {1: '{"lead_id": "007", "x": "Müller"}', 2: '{"lead_id": "8", "x": ""}'}


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (4930123456789.0, "4930123456789"),
        (-7.0, "-7"),
        (1067, "1067"),
        (0.1 + 0.2, "0.3"),
        (1234.5, "1234.5"),
        (12345678901234567890.0, "12345678901234567168"),
        (True, "true"),
        (False, "false"),
        (" +49 30 1 ", " +49 30 1 "),
        ("1.50", "1.50"),
        (Shown(46349, DATE), "2026-11-23"),
        (Shown(46349.395833333336, DATE_AND_TIME), "2026-11-23T09:30:00"),
        (Shown(0.395833333333333, TIME), "09:30:00"),
        (Shown(1.5, DURATION), "36:00:00"),
        (Raw('<c r="{at}" t="s"><v>0</v></c>'), "Müller"),
        (Raw('<c r="{at}" t="str"><f>A1&amp;B1</f><v>cached</v></c>'), "cached"),
        (Raw('<c r="{at}"><f>1+1</f><v>2</v></c>'), "2"),
        (Raw('<c r="{at}"><f>1+1</f></c>'), ""),
        (Raw('<c r="{at}" t="e"><v>#N/A</v></c>'), ""),
        (Raw('<c r="{at}"><v>1E999</v></c>'), ""),
        (Raw('<c r="{at}" s="1"/>'), ""),
    ],
)
def test_cells_are_what_a_person_sees(room: Room, cell: Written, text: str) -> None:
    table = room.read("leads.xlsx", workbook(("S", [["lead_id", "x"], ["1", cell]])))
    assert column_of(table, "x") == [text]


def test_the_first_row_that_is_not_blank_names_the_columns(room: Room) -> None:
    rows: Rows = [[], [None, " "], [None, "lead_id", None, "x", ""], [], [None, "1", "a", "2", "b"], [" "], [None, "3"]]
    table = room.read("leads.xlsx", workbook(("S", rows)))
    assert rows_of(table) == [{"lead_id": "1", "x": "2"}, {"lead_id": "3", "x": ""}]
    assert (numbers_of(table), table.rows) == ([1, 2], 2)
    assert table.detected == "Excel, sheet S, 3 columns without a name"


def test_the_first_visible_sheet_that_holds_something_is_read(room: Room) -> None:
    other: Rows = [["lead_id", "x"], ["9", "9"]]
    sheets = (("Werte", other), ("Leer", [[None, " "]]), ("A\nB", PEOPLE), ("Rest", other))
    table = room.read("leads.xlsx", workbook(*sheets, hidden=["Werte"]))
    assert (table.detected, column_of(table, "lead_id")) == ("Excel, sheet A·B (3 of 4)", ["007", "8"])


def test_the_case_of_the_ending_does_not_matter(room: Room) -> None:
    assert room.read("LEADS.XLSX", workbook(("S", PEOPLE))).rows == 2


def test_header_alone_is_no_rows(room: Room) -> None:
    table = room.read("leads.xlsx", workbook(("S", PEOPLE[:1])))
    assert (table.rows, rows_of(table), table.columns) == (0, [], ("lead_id", "x"))


def test_all_columns_that_have_a_name(room: Room) -> None:
    file = room.put("leads.xlsx", workbook(("S", [["a", None, "b"], ["1", "2", "3"]])))
    assert rows_of(open_table(file, spool=room.folder, wanted=None)) == [{"a": "1", "b": "3"}]


def test_cells_without_a_place_follow_each_other(room: Room) -> None:
    rows = "".join(f"<row><c><v>{a}</v></c><c><v>{b}</v></c></row>" for a, b in ((1, 2), (3, 4)))
    head = '<row><c t="inlineStr"><is><t>lead_id</t></is></c><c t="inlineStr"><is><t>x</t></is></c></row>'
    assert column_of(room.read("leads.xlsx", workbook(("S", head + rows))), "x") == ["2", "4"]


def test_many_rows_keep_their_numbers(room: Room) -> None:
    rows: Rows = [["lead_id", "x"], *([f"{number}", number] for number in range(1, 25_001))]
    table = room.read("leads.xlsx", workbook(("S", rows)))
    assert [str(number) for number in numbers_of(table)] == column_of(table, "lead_id") == column_of(table, "x")


def test_columns_are_checked_as_in_csv(room: Room) -> None:
    with pytest.raises(FileError, match="the column lead_id is missing; the columns are a, b"):
        room.read("leads.xlsx", workbook(("S", [["a", "b"]])), required=["lead_id"])
    with pytest.raises(FileError, match="the column x comes twice"):
        room.read("leads.xlsx", workbook(("S", [["lead_id", "x", "x"]])))


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{column}{row}" s="1">{value}</c></row>'


def test_a_cell_far_outside_is_an_error_not_the_end_of_memory(room: Room) -> None:
    far = FAR.format(row=1_048_576, column="XFD", value="<v>1</v>")
    with pytest.raises(FileError, match=r"a sheet spans 1,048,576 rows and 16,384 columns; accepted are up to 20,000,"):
        room.read("leads.xlsx", workbook(("S", PEOPLE), ("Other", far)))
    unplaced = "<row>" + "<c><v>1</v></c>" * 5_000 + "</row>" + "<row><c><v>1</v></c></row>" * 5_000
    with pytest.raises(FileError, match=r"a sheet spans 4,001 rows and 5,000 columns"):
        room.read("leads.xlsx", workbook(("S", unplaced)))


def test_a_blank_cell_far_outside_does_not_matter(room: Room) -> None:
    far = FAR.format(row=1_048_576, column="XFD", value="")
    assert room.read("leads.xlsx", workbook(("S", far)), wanted=["1"]).columns == ("1",)


def test_what_unpacks_to_too_much_is_not_unpacked(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_size, "MAX_UNPACKED_MB", 2)
    bomb = workbook(("S", PEOPLE), ("Bomb", " " * 4_000_000))
    assert len(bomb) < 20_000
    with pytest.raises(FileError, match=r"leads.xlsx: unpacks to 4 MB; accepted are up to 2 MB"):
        room.read("leads.xlsx", bomb)


def test_a_text_that_many_cells_share_is_counted_in_each(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_size, "MAX_TEXT_MB", 1)
    shared = Raw('<c r="{at}" t="s"><v>0</v></c>')
    few, many = ([["lead_id", "x"], *[[shared] * 100] * rows] for rows in (1_000, 2_000))
    assert room.read("leads.xlsx", workbook(("S", few))).rows == 1_000
    with pytest.raises(FileError, match=r"leads.xlsx: a sheet holds over 1 MB of text; accepted are up to 1 MB"):
        room.read("leads.xlsx", workbook(("S", many)))


def test_sizes_that_lie_are_found(room: Room) -> None:
    bomb = workbook(("S", "<row/>" + " " * 4_000_000))
    with ZipFile(room.put("bomb.xlsx", bomb)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    with pytest.raises(FileError, match="is damaged"):
        room.read("leads.xlsx", bomb.replace(struct.pack("<I", size), struct.pack("<I", 300)))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (zipped({"word/document.xml": b"<a/>"}), "holds a ZIP archive without a workbook"),
        (zipped({"xl/other.xml": b"<a/>"}), "is damaged or no Excel workbook"),
        (b"PK\x03\x04rest", "is damaged or cut off"),
        (workbook(("S", PEOPLE))[:-40], "is damaged or cut off"),
        (workbook(("S", PEOPLE), ("T", "<row")), "is damaged or cut off"),
        (workbook(("S", [])), "no sheet holds anything"),
        (workbook(("S", [[" "]])), "no sheet holds anything"),
        (workbook(("S", PEOPLE), hidden=["S"]), "no sheet holds anything"),
        (b"\xd0\xcf\x11\xe0rest", r"holds an old Office file \(.xls\) or one with a password; accepted is an Excel"),
        (b"lead_id,x\n1,2\n", r"holds something else; accepted is an Excel workbook \(.xlsx\)"),
        (b"<html></html>", "holds HTML or XML"),
        (b"", "is empty; accepted is an Excel workbook"),
    ],
    ids=[
        "another Office file",
        "a workbook without its list of sheets",
        "only the beginning",
        "cut off",
        "a sheet cut off",
        "a sheet without rows",
        "blank cells alone",
        "a hidden sheet alone",
        "an old Office file",
        "a text file",
        "a web page",
        "nothing",
    ],
)
def test_what_is_no_workbook(room: Room, data: bytes, message: str) -> None:
    with pytest.raises(FileError, match=rf"leads.xlsx: {message}"):
        room.read("leads.xlsx", data)


def test_a_damaged_workbook_is_read_or_refused(room: Room) -> None:
    sound = workbook(("Leer", []), ("Kontakte", PEOPLE))
    chance = random.Random(7)  # noqa: S311 - damage, not secrets
    refused = 0
    for _ in range(300):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        try:
            room.read("leads.xlsx", bytes(data))
        except FileError:
            refused += 1
    assert refused > 100
