"""Names as addresses spell them."""

import re
import unicodedata

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ł": "l", "đ": "dj"})


def plain(text: str) -> str:
    """Lower-case letters a-z and digits, words joined by hyphens: `Gebrüder Voß & Sohn` is `gebrueder-voss-sohn`."""
    spelled = unicodedata.normalize("NFKD", text.lower().translate(_GERMAN))
    letters = "".join(letter for letter in spelled if not unicodedata.combining(letter))
    return "-".join(re.findall(r"[a-z0-9]+", letters))
