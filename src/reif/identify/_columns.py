"""The columns of a contact that show what is known of it."""

import re
from collections.abc import Mapping

from reif.records.models import Contact
from reif.records.search import searchable
from reif.rules.emails import domain_of, is_private, normalised_email
from reif.rules.texts import shortened
from reif.rules.values import is_missing, text_of

COLUMNS = ("name", "email", "company_id", "company_name", "search", "attributes", "channel", "country", "rescore_at")
_LONGEST = {"name": 300, "company_name": 300, "channel": 50, "country": 100}
_MOST_SEARCHED = 1000
_DOMAIN = re.compile(r"(?=.{3,253}$)[^\s/@.]+(\.[^\s/@.]+)+")


def show(contact: Contact, changes: Mapping[str, object]) -> None:
    """Let attributes and columns show the changed values (None: missing)."""
    known = {**contact.attributes, **changes}
    contact.attributes = {name: value for name, value in known.items() if value is not None}
    name = " ".join(part for part in (text(contact, "first_name"), text(contact, "last_name")) if part)
    contact.name = _fitting("name", name or text(contact, "name"))
    if "email" in changes:
        contact.email = normalised_email(text(contact, "email")) or ""
    contact.company_name = _fitting("company_name", text(contact, "company"))
    contact.country = _fitting("country", text(contact, "country"))
    if "channel" in changes:
        contact.channel = _fitting("channel", text(contact, "channel"))
    seen = (contact.name, contact.email, contact.company_name, text(contact, "title")[:_MOST_SEARCHED])
    contact.search = searchable(*seen)


def text(contact: Contact, attribute: str) -> str:
    """The attribute as one line of text; empty if it is missing or nested."""
    value = contact.attributes.get(attribute)
    if is_missing(value) or not isinstance(value, (str, int, float)):
        return ""
    return " ".join(text_of(value).split())


def stated_domain(contact: Contact) -> str:
    """The domain that is said to be the company's; empty if none is, or anybody gets an address there."""
    address = text(contact, "company_domain").lower().removeprefix("https://").removeprefix("http://")
    domain = address.removeprefix("www.").partition("/")[0]
    return domain if _DOMAIN.fullmatch(domain) and not is_private(domain) else ""


def mail_domain(contact: Contact) -> str:
    """The domain of the e-mail; empty if anybody gets an address there."""
    domain = domain_of(contact.email)
    return "" if is_private(domain) else domain


def _fitting(column: str, value: str) -> str:
    return shortened(value, _LONGEST[column])
