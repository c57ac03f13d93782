"""Texts as they are compared: without what people write now so, now so."""

import re
import unicodedata
from collections.abc import Mapping

from reif.rules.emails import normalised_email

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "å": "aa", "ł": "l", "ı": "i"}
)
_NOT_WORDS = re.compile(r"[^\w]+|_")
_APART = re.compile("['\u2019`\u00b4.]")  # of O'Brien and Dr.
_FORMS_WORDS = """
gmbh mbh ag kg kgaa ohg gbr ug se ev eg ek co cie haftungsbeschraenkt ltd limited inc llc plc corp corporation sarl sa
sas srl spa bv nv oy ab as aps und and et the der die das
"""
_FORMS = frozenset(_FORMS_WORDS.split())
_TITLES_WORDS = """
dr prof dipl ing med phd mba herr frau mr mrs ms
"""
_TITLES = frozenset(_TITLES_WORDS.split())
_SHARED_WORDS = """
info kontakt contact office mail post hello hallo sales vertrieb verkauf einkauf support service admin buero marketing
team zentrale sekretariat empfang bestellung rechnung buchhaltung invoice billing hr jobs bewerbung webmaster
newsletter noreply no-reply anfrage presse datenschutz
"""
_SHARED = frozenset(_SHARED_WORDS.split())


def plain(text: str) -> str:
    """Lower case, umlauts as two letters, no accents, single blanks for all that is no letter or digit."""
    lower = unicodedata.normalize("NFC", text).casefold().translate(_GERMAN)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(sign))
    return " ".join(_NOT_WORDS.sub(" ", _APART.sub("", bare)).split())


def plain_name(text: str) -> str:
    """A first or last name without titles."""
    words = plain(text).split()
    return " ".join(word for word in words if word not in _TITLES) or " ".join(words)


def names_of(attributes: Mapping[str, object]) -> tuple[str, str]:
    """First and last name as they are written, of first_name and last_name, else of a name; empty: there is none."""
    first, last = (_text(attributes.get(name)) for name in ("first_name", "last_name"))
    if first or last:
        return first, last
    before, comma, behind = _text(attributes.get("name")).partition(",")
    first, _, last = (behind, "", before) if comma else before.rpartition(" ")
    return first.strip(), last.strip()


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def plain_company(text: str) -> str:
    """A company's name without its legal form."""
    words = plain(text).split()
    return " ".join(word for word in words if word not in _FORMS) or " ".join(words)


def digits(text: str) -> str:
    """The digits alone."""
    return "".join(sign for sign in text if sign.isascii() and sign.isdigit())


def plain_phone(text: str) -> str:
    """The last nine digits, which are the same however the country is written; empty below six digits."""
    number = digits(text)
    return number[-9:] if len(number) >= 6 else ""


def own_email(text: str) -> str:
    """The address; empty if it is none, or one that several people read (info@, sales@)."""
    address = normalised_email(text) or ""
    local = address.partition("@")[0].partition("+")[0]
    return "" if local in _SHARED else address
