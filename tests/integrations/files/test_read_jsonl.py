"""JSON lines as the world writes them."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.integrations.files.kinds import FileError
from tests.integrations.files.reading_room import Room, all_raw, column_of, numbers_of, rows_of


def test_numbers_keep_the_text_they_were_written_with(room: Room) -> None:
    numbers = ["7", "1.50", "-0", "1e5", "1E+05", "12345678901234567890123", "0.1000"]
    table = room.read("leads.jsonl", "\n".join(f'{{"x": {number}}}' for number in numbers).encode())
    assert column_of(table, "x") == numbers


def test_texts_booleans_and_null(room: Room) -> None:
    table = room.read("leads.jsonl", b'{"x": "007"}\n{"x": true}\n{"x": false}\n{"x": null}\n{}\n{"x": " \\u00e9 "}')
    assert column_of(table, "x") == ["007", "true", "false", None, None, " é "]


def test_nested_values_are_missing(room: Room) -> None:
    table = room.read("leads.jsonl", b'{"x": {"a": 1}}\n{"x": [1]}\n{"properties": {"a": 1}, "x": 1}')
    assert column_of(table, "x") == [None, None, "1"]


def test_properties_become_a_document_of_texts(room: Room) -> None:
    lines = [
        '{"properties": {"n": 1.50, "t": "x \\"y\\"", "deep": {"a": 1}, "list": [1], "none": null, "yes": true}}',
        '{"properties": "{\\"n\\": 1.0}"}',
        '{"properties": null}',
        '{"properties": [1]}',
        '{"properties": 5}',
        "{}",
    ]
    table = room.read("events.jsonl", "\n".join(lines).encode(), wanted=["properties"], nested="properties")
    first, *others = column_of(table, "properties")
    assert json.loads(str(first)) == {"n": "1.50", "t": 'x "y"', "yes": "true"}
    assert others == ['{"n": 1.0}', None, "[]", "5", None]


def test_of_a_key_that_comes_twice_the_first_counts(room: Room) -> None:
    table = room.read("events.jsonl", b'{"x": 1, "x": 2, "p": {"a": 1, "a": 2}}', wanted=["x", "p"], nested="p")
    assert rows_of(table) == [{"x": "1", "p": '{"a": "1"}'}]


def test_keys_are_literal(room: Room) -> None:
    table = room.read("leads.jsonl", b'{"utm.source": "a", "utm": {"source": "b"}}', wanted=["utm.source"])
    assert column_of(table, "utm.source") == ["a"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"nope", "not a JSON object"),
        (b'{"x": NaN}', "not a JSON object"),
        (b'{"x": -Infinity}', "not a JSON object"),
        (b"[1]", "not a JSON object"),
        (b"null", "not a JSON object"),
        (b'{"x": 1', "not a JSON object"),
        (b'{"x": 1} {"x": 2}', "not a JSON object"),
        (b'{"x": 01}', "not a JSON object"),
        (b"{'x': 1}", "not a JSON object"),
        (b'{"x": "\\ud800"}', "not a JSON object"),
        (b'{"x": "a\tb"}', "not a JSON object"),
        (b'{"a":' * 100_000, "not a JSON object"),
        (b'{"x": "\xff"}', "not UTF-8"),
        (b'{"x": "\xed\xa0\x80"}', "not UTF-8"),
    ],
)
def test_what_is_no_object_is_a_reject(room: Room, line: bytes, reason: str) -> None:
    table = room.read("leads.jsonl", b'{"x": 1}\n\n' + line + b'\n{"x": 3}\n')
    assert (list(table.rejects), table.rows, numbers_of(table)) == ([(2, reason)], 3, [1, 3])
    assert all_raw(table)[2] == line.decode(errors="backslashreplace")


def test_blank_lines_are_no_rows(room: Room) -> None:
    table = room.read("leads.jsonl", b'\xef\xbb\xbf\n {"x": 1}\r\n\r\n \t\n{"x": 2}')
    assert (column_of(table, "x"), numbers_of(table), table.rows) == (["1", "2"], [1, 2], 2)
    assert table.detected == "JSON lines, UTF-8 with BOM"
    assert all_raw(table) == {1: '{"x": 1}', 2: '{"x": 2}'}


def test_more_rows_than_a_block(room: Room) -> None:
    table = room.read("leads.jsonl", b"".join(b'{"x": %d}\n' % number for number in range(1, 50_001)))
    assert [int(str(each)) for each in column_of(table, "x")] == list(numbers_of(table)) == list(range(1, 50_001))


def test_ten_megabytes_in_a_member(room: Room) -> None:
    table = room.read("leads.jsonl", b'{"x": "' + b"y" * 10_000_000 + b'"}\n{"x": 2}\n')
    assert [len(str(each)) for each in column_of(table, "x")] == [10_000_000, 1]


def test_a_file_without_any_object_is_an_error(room: Room) -> None:
    with pytest.raises(FileError, match="no line is a JSON object"):
        room.read("leads.jsonl", b'{\n  "lead_id": 1\n}\n')


def test_a_required_member_must_stand_somewhere(room: Room) -> None:
    room.read("leads.jsonl", b'{"y": 1}\n{"lead_id": null}', required=["lead_id"])
    with pytest.raises(FileError, match="the column lead_id is missing; the columns are y, z"):
        room.read("leads.jsonl", b'{"y": 1}\n{"z": 2}', required=["lead_id"])


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()


@given(st.lists(st.dictionaries(st.sampled_from(["lead_id", "x", "y"]), SCALARS), min_size=1, max_size=5))
def test_whatever_is_written_as_json_lines_is_read_again(members: list[dict[str, object]]) -> None:
    lines = [json.dumps(each) for each in members]
    with TemporaryDirectory() as folder:
        table = Room(Path(folder)).read("a.jsonl", "\n".join(lines).encode(), wanted=["lead_id", "x", "y"])
        for row, each in zip(rows_of(table), members, strict=True):
            assert row == {name: as_text(each.get(name)) for name in ("lead_id", "x", "y")}
        assert list(all_raw(table).values()) == lines


def as_text(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value)
