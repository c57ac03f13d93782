"""The address of static files names what is in them."""

from pathlib import Path

import pytest

from reif.web import static_files


def test_a_change_is_another_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static_files, "FOLDER", tmp_path)
    (tmp_path / "a.css").write_text("a")
    first = static_files.fingerprint()
    assert first == static_files.fingerprint()
    (tmp_path / "a.css").write_text("b")
    second = static_files.fingerprint()
    (tmp_path / "a.css").rename(tmp_path / "b.css")
    assert len({first, second, static_files.fingerprint()}) == 3
