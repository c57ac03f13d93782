"""What makes a form suspicious."""

from datetime import timedelta

import pytest

from reif.rules.suspicion import Sent, Suspicion, suspicions

SLOWLY = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        (Sent(after=SLOWLY), []),
        (Sent(after=timedelta(seconds=3)), []),
        (Sent(after=timedelta(seconds=2.9)), [Suspicion.TOO_FAST]),
        (Sent(after=timedelta(seconds=-5)), [Suspicion.TOO_FAST]),
        (Sent(after=timedelta(hours=24)), []),
        (Sent(after=timedelta(hours=25)), [Suspicion.TOO_OLD]),
        (Sent(is_forged=True, is_from_site=True), [Suspicion.FORGED]),
        (Sent(), [Suspicion.NO_PAGE]),
        (Sent(is_from_site=True), []),
        (Sent(after=SLOWLY, is_trapped=True), [Suspicion.TRAP]),
        (Sent(after=SLOWLY, is_disposable=True), [Suspicion.DISPOSABLE]),
        (Sent(after=SLOWLY, is_erased=True), [Suspicion.ERASED]),
        (Sent(after=SLOWLY, from_network=9), []),
        (Sent(after=SLOWLY, from_network=10), [Suspicion.MANY_FROM_NETWORK]),
        (Sent(after=SLOWLY, from_address=4), []),
        (Sent(after=SLOWLY, from_address=5), [Suspicion.MANY_FROM_ADDRESS]),
        (Sent(after=SLOWLY, links=2), []),
        (Sent(after=SLOWLY, links=3), [Suspicion.LINKS]),
        (Sent(is_trapped=True, links=9), [Suspicion.TRAP, Suspicion.NO_PAGE, Suspicion.LINKS]),
    ],
)
def test_suspicions(sent: Sent, found: list[Suspicion]) -> None:
    assert suspicions(sent) == found
