"""Files for spreadsheets: harmless, and of one form."""

import pytest

from reif.web.spreadsheet import harmless, lines


@pytest.mark.parametrize("cell", ["=1+1", "+49 69 1", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_what_spreadsheets_would_run_is_made_safe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Ann", "", "a=b", 5, -5])
def test_all_else_stays(cell: object) -> None:
    assert harmless(cell) == cell


def test_lines_are_of_one_form() -> None:
    written = "".join(lines(("a", "b"), [("=1", 'say "x"'), (2, None)]))
    assert written == '\ufeffa,b\r\n\'=1,"say ""x"""\r\n2,\r\n'
