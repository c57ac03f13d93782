"""What each backend does its own way means the same as the plain Python of `rules`."""

import json
import random
import sys
from collections.abc import Iterator
from unicodedata import category

import ibis
import pyarrow as pa
import pytest

from reif.engines.backends import Backend, backend
from reif.engines.sources import ArrowSource
from reif.rules.json_values import canonical_object
from reif.rules.values import BLANKS, fold

# Those that this Python's Unicode knows; a backend may know a later one.
CODE_POINTS = [point for point in map(chr, range(1, sys.maxunicode + 1)) if category(point) not in ("Cn", "Cs")]
DOCUMENTS = (
    *(
        '{"a": 12345.0}',
        '{"a": 0.00001}',
        '{"a": 0.0001}',
        '{"a": 1234567890123456.5}',
        '{"a": 123456789012345678}',
        '{"a":-0.5}',
    ),
    *(
        '{"a": 0.1234567890123456789}',
        '{"a": 10.10}',
        '{"a": 100}',
        '{"a": -Infinity}',
        '{"a": 1E5}',
        '{"a": 999999999999999.9}',
    ),
    *(
        '{"a": "2026-01-05"}',
        '{"a": 0.0}',
        '{"a": -0.0}',
        '{"a": 1.0}',
        '{"a": 123456.789}',
        '{"a": 5e-324}',
        '{"a": nan}',
    ),
    *(
        '{"a": 1.50}',
        '{"a": 1e3}',
        '{"a": -0}',
        '{"a": 12345678901234567890}',
        '{"a": "x", "a": "y"}',
        '{"a": {"b": 1}}',
    ),
    *(
        '{"a": [1]}',
        '{"a": null}',
        '{"a": true}',
        '{"a": NaN}',
        '{"a": Infinity}',
        '{"a": 1,}',
        "[1]",
        "1",
        '"a"',
        "null",
    ),
    *(
        '{"a": "\\u00e9"}',
        '{"a": "\\ud83d\\ude00"}',
        '{"a": "\\ud800"}',
        '{"a": "1.5, 2.5"}',
        '{"a": 1e400}',
        "{",
        "{}",
    ),
    *(
        '{"a": "{\\"b\\": 1}"}',
        '{"a": ""}',
        '{"a": " "}',
        ' {"a": 7} ',
        '{"a": .5}',
        '{"a": 01}',
        "{'a': 1}",
        '{"b": 1}',
    ),
    *(
        '{"a": "[1, 2]"}',
        '{"a": -7}',
        '{"a": 0.1}',
        '{"a": "\\n"}',
        '{"a" : "\\u0000"}',
        '{/* no */ "a": 1}',
        '{"a": tru}',
    ),
)


pytestmark = [
    pytest.mark.xdist_group("spark"),
    pytest.mark.filterwarnings(
        "ignore:unclosed <socket:ResourceWarning",  # PySpark 4.1 leaves sockets to the garbage collector
        "ignore:Exception ignored in. <socket:pytest.PytestUnraisableExceptionWarning",
    ),
]


@pytest.fixture(params=["duckdb", "spark"])
def opened(request: pytest.FixtureRequest) -> Iterator[Backend]:
    if request.param == "spark":
        request.getfixturevalue("spark_with_two_workers")
    with backend(request.param) as found:
        yield found


def column(opened: Backend, values: list[str]) -> ibis.Table:  # a backend, whichever
    return opened.open(ArrowSource(pa.table({"text": values}), "texts")).table.order_by("row")


def answers(opened: Backend, table: ibis.Table) -> list[object]:  # a backend, whichever
    return [row["answer"] for row in opened.batches(table).read_all().to_pylist()]


def test_every_code_point_is_lowered_by_its_simple_mapping(opened: Backend) -> None:
    texts = ["".join(CODE_POINTS[start : start + 64]) for start in range(0, len(CODE_POINTS), 64)]
    table = column(opened, texts)
    found = answers(opened, table.select(answer=opened.dialect.lower(table.c0)))
    assert found == [
        "".join(fold("x" + point)[1:] if point not in BLANKS else point for point in text) for text in texts
    ]


def test_sigma_is_lowered_alike_wherever_it_stands(opened: Backend) -> None:
    table = column(opened, ["ΟΔΟΣ", "ΣΟΣ Σ", "İ.İ"])
    assert answers(opened, table.select(answer=opened.dialect.lower(table.c0))) == ["οδοσ", "σοσ σ", "i.i"]


def test_blanks_are_those_of_the_rules(opened: Backend) -> None:
    dice = random.Random(7)  # noqa: S311 # no secret
    texts = ["".join(dice.choices(BLANKS + "\x0b\x85\u2003!a", k=dice.randrange(1, 5))) for _ in range(300)]
    table = column(opened, texts)
    found = answers(opened, table.select(answer=opened.dialect.trimmed(table.c0)))
    assert found == [text.strip(BLANKS) or None for text in texts]


@pytest.mark.parametrize("zone", [None, "UTC"])
def test_times_finer_than_microseconds_are_read(opened: Backend, zone: str | None) -> None:
    """As pandas writes them; what is finer is cut."""
    written = pa.array([1_767_225_600_123_456_789, None], pa.timestamp("ns", zone))
    source = ArrowSource(pa.table({"occurred_at": written}), "events")
    table = opened.open(source).table
    found = answers(opened, table.select(answer=table.c0.cast("string")))
    assert [each and each[:26] for each in found] == ["2026-01-01 00:00:00.123456", None]


def test_members_have_the_text_that_was_written(opened: Backend) -> None:
    table = column(opened, list(DOCUMENTS))
    table = table.mutate(document=opened.dialect.json_object(table.c0))
    member = opened.dialect.json_text(table.document, "a")
    found = answers(opened, table.select(answer=ibis.struct({"is_object": table.document.notnull(), "a": member})))
    expected = [canonical_object(text) for text in DOCUMENTS]
    assert dict(zip(DOCUMENTS, found, strict=True)) == {
        text: {"is_object": each is not None, "a": None if each is None else json.loads(each).get("a")}
        for text, each in zip(DOCUMENTS, expected, strict=True)
    }
