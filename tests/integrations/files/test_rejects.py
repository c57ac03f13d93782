"""Rows that could not be read, kept small."""

from reif.integrations.files.rejects import Rejects


def test_rejects_come_by_row_with_their_reason() -> None:
    rejects = Rejects()
    for row, reason in [(7, "b"), (3, "a"), (5, "b")]:
        rejects.add(row, reason)
    assert list(rejects) == [(3, "a"), (5, "b"), (7, "b")]
    assert (len(rejects), rejects.counts()) == (3, {"b": 2, "a": 1})


def test_no_rejects() -> None:
    assert (list(Rejects()), len(Rejects()), Rejects().counts()) == ([], 0, {})
