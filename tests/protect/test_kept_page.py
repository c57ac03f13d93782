"""The page about what is kept says what the tables declare."""

from tests.protect.kept_page import PAGE, page


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.protect.kept_page writes it anew"
