"""A column of times in a batch reads as `parse_time` reads each of them."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from reif.engines.backends import backend
from reif.engines.instants import micros_of
from reif.engines.sources import ArrowSource
from reif.engines.times import with_micros
from reif.rules.times import parse_time

EXAMPLES = (
    *("2026-11-23", "2026-11-23T10:30", "2026-11-23 10:30:05", "2026-11-23t10:30:05z", "2026-11-23T10:30:05.1234567Z"),
    *("2026-11-23T10:30+05:45", "2026-11-23T10:30:05.5-09:30", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"),
    *(
        "2023-02-29",
        "1900-02-29",
        "2026-04-31",
        "2026-00-10",
        "2026-13-01",
        "2026-11-00",
        "2026-11-23T24:00",
        "0000-01-01",
    ),
    *("2026-11-23T10:60", "2026-11-23T10:30:60", "2026-11-23T10:30+24:00", "2026-11-23T10:30+05:60", "2026-11-23T10"),
    *("0001-01-01T00:00+01:00", "9999-12-31T23:59-01:00", "2026-11-23T10:30.5", "2026-11-23T10:30:05.", "23.11.2026"),
    *("2026-11-23T10:30+0545", "2026-11-23  10:30", " 2026-11-23\u00a0", "2026-11-23\n", "2026-1-2", "", "1700000000"),
    *(
        "\u0662026-11-23",
        "2026-11-23Z",
        "2026-11-23+01:00",
        "1969-12-31T23:59:59.999999",
        "+2026-11-23",
        "2026-11-23T-1:30",
    ),
)

years = st.integers(0, 9999).map("{:04}".format)
two_digits = st.integers(0, 99).map("{:02}".format) | st.integers(1, 31).map("{:02}".format)
dates = st.tuples(years, two_digits, two_digits).map("-".join)
clocks = st.tuples(two_digits, two_digits).map(":".join) | st.tuples(two_digits, two_digits, two_digits).map(":".join)
fractions = st.just("") | st.integers(0, 10**8).map(".{}".format)
zones = st.sampled_from(("", "Z", "z", "+01:00", "-23:59", "+00:60", "+1:00"))
instants = st.tuples(dates, st.sampled_from("Tt _"), clocks, fractions, zones).map("".join)


def in_batch(texts: list[str]) -> list[int | None]:
    source = ArrowSource(pa.table({"text": pa.array(texts, pa.string())}), "texts")
    with backend("duckdb") as opened:
        timed = with_micros(opened.open(source).table, "c0", "at", opened.dialect)
        return opened.batches(timed.order_by("row")).read_all()["at"].to_pylist()


def one_by_one(texts: list[str]) -> list[int | None]:
    return [None if (instant := parse_time(text)) is None else micros_of(instant) for text in texts]


def test_examples_read_alike() -> None:
    texts = list(EXAMPLES)
    assert dict(zip(texts, in_batch(texts), strict=True)) == dict(zip(texts, one_by_one(texts), strict=True))


@settings(max_examples=50)
@given(st.lists(dates | instants, min_size=20, max_size=60))
def test_random_texts_read_alike(texts: list[str]) -> None:
    assert in_batch(texts) == one_by_one(texts)
