"""How long to wait before something that failed is tried again."""

from datetime import timedelta


def pause_before(attempt: int) -> timedelta:
    """Before the attempt (2, 3, …): ten seconds, four times as long each time, an hour at most."""
    return min(timedelta(seconds=10 * 4 ** min(attempt - 2, 10)), timedelta(hours=1))
