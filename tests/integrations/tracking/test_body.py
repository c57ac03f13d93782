"""Bodies are read as what they are, and no more of them than is accepted."""

import gzip
import json

import pytest

from reif.integrations.tracking.body import LARGEST_BODY, TooLarge, Unreadable, read, unpacked


def test_json_and_gzip() -> None:
    said = {"batch": [{"event": "Größe 📦"}]}
    text = json.dumps(said, ensure_ascii=False).encode()
    assert read(unpacked(text)) == read(unpacked(gzip.compress(text))) == said


def test_half_a_character_is_no_reason_to_lose_a_batch() -> None:
    assert read(b'{"a": "\\ud83d"}') == {"a": "\ud83d"}


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff", "not JSON"),
        (b'{"a": NaN}', "NaN is no JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"\x1f\x8bxxxxxxxxxxxxxxxx", "not gzip"),
        (gzip.compress(b'{"a": 1}' * 100, mtime=0)[:-20], "breaks off"),
    ],
)
def test_what_is_unreadable(body: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(unpacked(body))


def test_what_is_too_large_is_not_even_unpacked() -> None:
    with pytest.raises(TooLarge, match="over 500,000 bytes"):
        unpacked(b'"' + b"a" * LARGEST_BODY + b'"')
    with pytest.raises(TooLarge):
        unpacked(gzip.compress(b" " * 50_000_000))
