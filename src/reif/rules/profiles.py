"""Profiles of people on LinkedIn, by whatever address they are written."""

import re
import unicodedata
from urllib.parse import unquote

_ADDRESS = re.compile(
    r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/in/([^/?#\s]+)(?:[/?#].*)?", re.IGNORECASE | re.DOTALL
)
_LONGEST = 200


def linkedin_profile(written: str) -> str | None:
    """The name of the profile in an address such as `https://de.linkedin.com/in/ada-krane/?trk=x`: `ada-krane`.

    LinkedIn takes capitals, percent signs and languages for the same. None for what names no person: companies, leads
    of its Sales Navigator, who are called differently for each of its customers, and texts.
    """
    found = _ADDRESS.fullmatch(written.strip())
    if found is None:
        return None
    name = unicodedata.normalize("NFC", unquote(found[1])).strip().lower()
    return name if name and len(name) <= _LONGEST and name.isprintable() and "/" not in name else None
