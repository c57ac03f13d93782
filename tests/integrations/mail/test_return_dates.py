"""When somebody is there again."""

from datetime import date

import pytest

from reif.integrations.mail.return_dates import return_date

SENT = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "returns"),
    [
        ("Ich bin bis zum 05.12.2026 nicht im Büro.", (2026, 12, 6)),
        ("Ich bin bis einschließlich 4. Dezember abwesend.", (2026, 12, 5)),
        ("Vom 23.11. bis 4.12. bin ich im Urlaub.", (2026, 12, 5)),
        ("Vom 23.11.-4.12.2026 bin ich im Urlaub.", (2026, 12, 5)),
        ("Ich bin ab dem 7.12.26 wieder für Sie da.", (2026, 12, 7)),
        ("Ich bin bis zum 5.12. nicht da und ab Montag, dem 7. Dezember 2026, wieder erreichbar.", (2026, 12, 7)),
        ("Am 2. Januar bin ich zurück.", (2027, 1, 2)),
        ("Ab dem 23.11. bin ich im Urlaub. In dringenden Fällen: Frau Berger.", None),
        ("I am out of the office until December 5, 2026.", (2026, 12, 5)),
        ("I am away through 5 December.", (2026, 12, 6)),
        ("I will be back on Monday, December 7th.", (2026, 12, 7)),
        ("I will return on 2026-12-07.", (2026, 12, 7)),
        ("I'm out from 23 Nov to 4 Dec 2026", (2026, 12, 5)),
        ("Back on 13/12/2026.", (2026, 12, 13)),
        ("Back on 05/12/2026.", None),
        ("Ich bin zur Zeit nicht da.", None),
        ("Bis 31.02.2026 im Urlaub", None),
        ("Bis 05.12.2019 im Urlaub", None),
        ("Bis 05.12.2099 im Urlaub", None),
        ("Unser Büro ist seit 1.1.1990 für Sie da", None),
        ("", None),
    ],
)
def test_as_it_is_said(said: str, returns: tuple[int, int, int] | None) -> None:
    assert return_date(said, SENT) == (returns and date(*returns))


def test_on_the_last_days_there_are() -> None:
    assert return_date("bis 31.12.9999", date(9999, 12, 31)) is None
    assert return_date("bis 31.12.9999", SENT) is None
    assert return_date("bis 1.1.", date(1, 1, 1)) is None
