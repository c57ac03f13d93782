"""A contact by whatever names it on the command line."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from reif.records.models import Contact

Who: TypeAlias = Annotated[
    str, typer.Argument(help="An e-mail, a lead_id, or the number of a contact.", metavar="EMAIL|ID")
]


class NoSuchContact(ValueError):
    """No contact is named so."""


def contact_named(who: str) -> "Contact":
    """The contact of an e-mail or lead_id, else of a number. Raises NoSuchContact."""
    from reif.identify.key import Unidentifiable, key
    from reif.identify.queries import numbers
    from reif.records.models import Contact

    try:
        [number] = numbers([key(email=who) if "@" in who else key(lead_id=who)])
    except Unidentifiable as error:
        raise NoSuchContact(f"{who!r}: {error}") from None
    if number is None and who.isdecimal() and len(who) < 19:
        number = int(who)
    found = None if number is None else Contact.objects.filter(pk=number).first()
    if found is None:
        raise NoSuchContact(f"no contact is known by {who!r}")
    return found
