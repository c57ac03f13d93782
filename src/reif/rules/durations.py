"""Durations as a model file writes them: `14d`, `1.5h`, `2w`."""

import re
from datetime import timedelta
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

ACCEPTED = "a duration such as 36h, 14d or 1.5w (hours, days, weeks)"
_DURATION = re.compile(r"([0-9]+(?:\.[0-9]+)?)([hdw])")
_MICROSECONDS = {"h": 3_600_000_000, "d": 86_400_000_000, "w": 604_800_000_000}
_MICROSECOND = timedelta(microseconds=1)
_LONGEST = 2**63 - 1


def parse_duration(text: str) -> timedelta | None:
    """The duration, rounded to whole microseconds (a half to the even one).

    None if the text is not a duration, rounds to nothing or is more microseconds than 64 bits count (106,751,991 days).
    """
    found = _DURATION.fullmatch(text)
    if found is None:
        return None
    amount, unit = found.groups()
    with localcontext() as context:
        context.prec = len(amount) + 20
        microseconds = (Decimal(amount) * _MICROSECONDS[unit]).to_integral_value(ROUND_HALF_EVEN)
    if not 0 < microseconds <= _LONGEST:
        return None
    return int(microseconds) * _MICROSECOND
