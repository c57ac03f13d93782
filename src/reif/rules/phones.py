"""Telephone numbers, however people write them."""

import re
from collections.abc import Mapping

import phonenumbers
from babel.core import get_global
from phonenumbers import PhoneNumberFormat

from reif.rules.plain_texts import names_of, plain_name

_BARE = re.compile(r"[+\d\s()\[\]/.\-–]+")
_ABROAD = re.compile(r"^\s*00(?=\s*[1-9])")
_LONGEST = 100
_LONGEST_NAME = 200


def country_of(time_zone: str) -> str:
    """The country of a time zone by Unicode's CLDR, as in `DE` for Europe/Berlin; empty for one of no country."""
    country = str(get_global("zone_territories").get(time_zone) or "")
    return country if country in phonenumbers.SUPPORTED_REGIONS else ""


def phone_number(written: str, country: str) -> str | None:
    """The first number in the text as E.164 has it: `+4989123456` for `089 / 12 34 56` in Germany.

    `country`: whose numbers those without a country code are, by ISO 3166-1; empty, or none that is known: unknown.
    What stands behind an extension does not count. None for what is no number that a country gives out.
    """
    text = _ABROAD.sub("+", written[:_LONGEST])
    region = country.upper() if country.upper() in phonenumbers.SUPPORTED_REGIONS else None
    found = _parsed(text, region) or next((each.number for each in phonenumbers.PhoneNumberMatcher(text, region)), None)
    return None if found is None else phonenumbers.format_number(found, PhoneNumberFormat.E164)


def number_and_name(attributes: Mapping[str, object], home: str) -> str:
    """Who has that number: `+4989123456 ada krane`, the words of the name in order of the alphabet; empty where
    there is no number, or no whole name beside it: people share telephones.

    `attributes`: phone, first_name and last_name or name, country (where its numbers have no code; else `home`).
    """
    phone = attributes.get("phone")
    if not isinstance(phone, str) or not phone:
        return ""
    words = sorted(plain_name(" ".join(names_of(attributes))).split())
    if len(words) < 2:
        return ""
    country = attributes.get("country")
    number = phone_number(phone, country if isinstance(country, str) and len(country) == 2 else home)
    return f"{number} {' '.join(words)[:_LONGEST_NAME]}" if number else ""


def written_with_name(text: str, home: str) -> str:
    """The same of one text: `+49 89 123456 Ada Krane`."""
    found = _BARE.match(text)
    return "" if found is None else number_and_name({"phone": found[0].strip(), "name": text[found.end() :]}, home)


def _parsed(text: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    """The number where the text is nothing but one."""
    if not _BARE.fullmatch(text):
        return None
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None
