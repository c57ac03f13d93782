"""CSV as the world writes it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.integrations.files.kinds import FileError
from reif.integrations.files.reading import open_table
from tests.integrations.files.reading_room import Room, all_raw, column_of, numbers_of, rows_of

MUELLER = "lead_id,x\n1,Müller\n"


@pytest.mark.parametrize(
    ("data", "detected"),
    [
        (b"lead_id,x\n1,2\n", "CSV, UTF-8, commas, LF"),
        (b"lead_id;x\r\n1;2\r\n", "CSV, UTF-8, semicolons, CRLF"),
        (b"lead_id\tx\r1\t2\r", "CSV, UTF-8, tabs, CR"),
        (b"\xef\xbb\xbflead_id,x\n1,2\n", "CSV, UTF-8 with BOM, commas, LF"),
        ("lead_id,x\n1,2\n".encode("utf-16"), "CSV, UTF-16 LE with BOM, commas, LF"),
        (b"\xfe\xff" + "lead_id,x\n1,2\n".encode("utf-16-be"), "CSV, UTF-16 BE with BOM, commas, LF"),
        (b'"lead_id";"x"\n"1";"2"\n', "CSV, UTF-8, semicolons, LF"),
        (b"\n\r\nlead_id,x\n\n1,2", "CSV, UTF-8, commas, LF"),
        (b'"lead_id",x,"a;b;c"\n1,2,3\n', "CSV, UTF-8, commas, LF"),
        (b"lead_id,x,,\n1,2,,\n", "CSV, UTF-8, commas, LF, 2 columns without a name"),
    ],
)
def test_what_it_is_is_detected(room: Room, data: bytes, detected: str) -> None:
    table = room.read("leads.csv", data)
    assert (table.detected, rows_of(table)) == (detected, [{"lead_id": "1", "x": "2"}])


def test_a_single_column_has_no_separator(room: Room) -> None:
    table = room.read("leads.csv", b"lead_id\n1\n\n2\n")
    assert (table.detected, column_of(table, "lead_id")) == ("CSV, UTF-8, one column, LF", ["1", "2"])


def test_header_alone_is_no_rows(room: Room) -> None:
    for data in (b"lead_id,x\n", b"lead_id,x"):
        table = room.read("leads.csv", data)
        assert (table.rows, rows_of(table), table.columns) == (0, [], ("lead_id", "x"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_umlauts_survive_every_encoding(room: Room, encoding: str) -> None:
    table = room.read("leads.csv", MUELLER.encode(encoding))
    assert column_of(table, "x") == ["Müller"]
    assert all_raw(table) == {1: "1,Müller"}


def test_latin_1_is_said_and_read_as_windows_does(room: Room) -> None:
    table = room.read("leads.csv", b"lead_id,x\n1,\x80 \xe4\x81\n")
    assert "Latin-1" in table.detected
    assert column_of(table, "x") == ["€ ä\x81"]


def test_the_last_byte_may_decide_the_encoding(room: Room) -> None:
    data = b"lead_id,x\n" + b"1,2\n" * 2_000_000 + b"3,M\xfcller\n"
    table = room.read("leads.csv", data, wanted=["x"])
    assert "Latin-1" in table.detected
    assert column_of(table, "x")[-1] == "Müller"


def test_broken_utf_8_among_sound_is_a_reject(room: Room) -> None:
    table = room.read("leads.csv", "lead_id,x\n1,Müller\n2,".encode() + b"\xff\n3," + "Jörg\n".encode())
    assert column_of(table, "x") == ["Müller", "Jörg"]
    assert list(table.rejects) == [(2, "not UTF-8, as the rest of the file")]
    assert (numbers_of(table), all_raw(table)[2]) == ([1, 3], "2,\\xff")


def test_cells_are_text_and_never_guessed(room: Room) -> None:
    cells = ["007", "1.50", "NULL", "NaN", "", " a ", "true", "2026-01-01", "1e5", '"n/a"', "\u00a0"]
    table = room.read("leads.csv", ("lead_id,x\n" + "".join(f"1,{cell}\n" for cell in cells)).encode())
    assert column_of(table, "x") == [cell.strip('"') for cell in cells]


def test_quotes(room: Room) -> None:
    data = b'lead_id,x\n1,5" pipe\n2,"a"b"c\n3,"x""y"\n"4","line\r\nline,"\n'
    table = room.read("leads.csv", data)
    assert column_of(table, "x") == ['5" pipe', 'ab"c', 'x"y', "line\r\nline,"]
    assert all_raw(table) == {1: '1,5" pipe', 2: '2,"a"b"c', 3: '3,"x""y"', 4: '"4","line\r\nline,"'}


def test_rows_with_another_number_of_cells_are_rejects(room: Room) -> None:
    table = room.read("leads.csv", b"lead_id,x\n1,2\n3\n\n4,5\r\n6,7,8\r9,10\n")
    assert list(table.rejects) == [(2, "1 cell where the header has 2"), (4, "3 cells where the header has 2")]
    assert (numbers_of(table), column_of(table, "x"), table.rows) == ([1, 3, 5], ["2", "5", "10"], 5)
    assert table.rejects.counts() == {"1 cell where the header has 2": 1, "3 cells where the header has 2": 1}
    assert list(table.raw([2, 4])) == [(2, "3"), (4, "6,7,8")]


def test_rows_are_numbered_across_blocks(room: Room) -> None:
    lines = [f"{number},{'x' * 50}" if number % 1000 else "bad" for number in range(1, 900_001)]
    table = room.read("leads.csv", ("lead_id,x\n" + "\n".join(lines)).encode())
    assert numbers_of(table) == [int(str(each)) for each in column_of(table, "lead_id")]
    assert [row for row, _ in table.rejects] == list(range(1000, 900_001, 1000))
    assert list(table.raw([899_999, 900_000])) == [(899_999, lines[-2]), (900_000, "bad")]


@pytest.mark.parametrize(
    ("rows", "row"), [(b'1,2\n2,"open\n3,4\n', 2), (b'1,2\n2,"open,e\n3,4,5', 2), (b'"1', 1), (b'1,2\n3,4\n"', 3)]
)
def test_a_quote_left_open_is_an_error(room: Room, rows: bytes, row: int) -> None:
    with pytest.raises(FileError, match=f"row {row} opens a quote that is never closed"):
        room.read("leads.csv", b"lead_id,x\n" + rows)


def test_a_quote_left_open_in_a_large_file_is_an_error(room: Room) -> None:
    data = b'lead_id,x\n1,2\n3,"open\n' + b"4,5\n" * 20_000_000
    with pytest.raises(FileError, match="a row after row 1 opens a quote that is never closed, or is longer"):
        room.read("leads.csv", data)


def test_ten_megabytes_in_a_cell(room: Room) -> None:
    long = "ä" * 5_000_000
    table = room.read("leads.csv", f'lead_id,x\n1,{long}\n2,"{long}\n"\n3,\n'.encode())
    assert column_of(table, "x") == [long, long + "\n", ""]
    assert all_raw(table)[2] == f'2,"{long}\n"'


def test_nul_is_a_character(room: Room) -> None:
    assert column_of(room.read("leads.csv", b"lead_id,x\n1,a\0b\n"), "x") == ["a\0b"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'lead_id,"x\n1,2\n', "the line of column names opens a quote that is never closed"),
        ("lead_id,x\n".encode("utf-16-le"), "NUL in the first line; accepted is UTF-8, Latin-1, or UTF-16"),
        ("lead_id,x\n1,2\n".encode("utf-16")[:-1], "is cut off or not UTF-16 LE"),
        (b"lead_id,x,x\n1,2,3\n", "the column x comes twice"),
        (b"lead_id," + b"y" * 5_000_000, "the first line does not end within 4 MB"),
        (b'lead_id,"' + b"y" * 200_000 + b'"\n', "the line of column names is not CSV: field larger"),
    ],
)
def test_a_header_that_cannot_be_read(room: Room, data: bytes, message: str) -> None:
    with pytest.raises(FileError, match=message):
        room.read("leads.csv", data)


def test_columns_that_nobody_wants_may_come_twice(room: Room) -> None:
    table = room.read("leads.csv", b"note,lead_id,note,x\na,1,b,2\n")
    assert rows_of(table) == [{"lead_id": "1", "x": "2"}]


def test_a_missing_column_is_named_with_those_there_are(room: Room) -> None:
    names = ["id", "mail", "", *(f"c{index}" for index in range(40))]
    with pytest.raises(FileError) as error:
        room.read("leads.csv", ",".join(names).encode() + b"\n", required=["lead_id"])
    assert "the column lead_id is missing; the columns are id, mail, (without a name), c0" in str(error.value)
    assert str(error.value).endswith("c26 and 13 more")


def test_a_column_named_like_the_row_number(room: Room) -> None:
    table = room.read("leads.csv", b"lead_id,__row\n7,8\n", wanted=["lead_id", "__row"])
    assert rows_of(table) == [{"lead_id": "7", "__row": "8"}]
    assert numbers_of(table) == [1]


def test_progress_comes_to_the_end(room: Room) -> None:
    seen: list[tuple[int, int]] = []
    file = room.put("leads.csv", b"lead_id,x\n" + b"1,2\n" * 3_000_000)
    open_table(file, spool=room.folder, wanted=["x"], progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (12_000_010, 12_000_010)


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ['"', '""', ",", ";", "\n", "\r\n", "\r", '",', ',"\n', "Müller", "\0", "\t", " "]
)


def written(cell: str, delimiter: str, *, always: bool) -> str:
    """The cell as RFC 4180 has it."""
    needs_quotes = always or any(char in cell for char in (delimiter, '"', "\r", "\n"))
    return '"' + cell.replace('"', '""') + '"' if needs_quotes else cell


@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8),
    delimiter=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    always=st.booleans(),
)
def test_whatever_is_written_as_csv_is_read_again(
    rows: list[tuple[str, str, str]], delimiter: str, line_end: str, encoding: str, always: bool
) -> None:
    lines = [delimiter.join(written(cell, delimiter, always=always) for cell in row) for row in rows]
    text = line_end.join([delimiter.join(("lead_id", "x", "y")), *lines])
    with TemporaryDirectory() as folder:
        table = Room(Path(folder)).read("a.csv", text.encode(encoding), wanted=["lead_id", "x", "y"])
        assert [tuple(row.values()) for row in rows_of(table)] == rows
        assert (len(table.rejects), list(numbers_of(table))) == (0, list(range(1, len(rows) + 1)))
        assert list(all_raw(table).values()) == lines
