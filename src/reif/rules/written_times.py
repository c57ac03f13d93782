"""Times as lists have them: those of files, and German dates."""

import re
from datetime import datetime

from reif.rules.times import parse_time

ACCEPTED = "2026-11-23T09:30:00Z, 2026-11-23 09:30, 2026-11-23 or 23.11.2026 09:30"
_GERMAN = re.compile(
    r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?:,?\s+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:\s*Uhr)?)?"
)


def written_time(text: str) -> datetime | None:
    """The instant in UTC; without a zone it is UTC, a date alone is 00:00. None if the text is none of them."""
    found = _GERMAN.fullmatch(text.strip(" \t\n\r\u00a0"))
    if found is None:
        return parse_time(text)
    day, month, year, hour, minute, second = (part or "0" for part in found.groups())
    return parse_time(f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute}:{second:0>2}Z".replace(":0:", ":00:"))
