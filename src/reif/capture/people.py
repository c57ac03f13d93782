"""Whose rows they are: what an import asks of whoever knows the contacts."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from reif.capture.list_rows import ListedChange, ListedLead, ListedObjection
from reif.records.models import Import


class Named(NamedTuple):
    """What a row names somebody by: a lead_id, an e-mail (normalised), the name of a profile, a telephone number with
    its name, or several of them.
    """

    lead_id: str
    email: str
    profile: str = ""
    phone: str = ""


class People(Protocol):
    """Finds contacts, and keeps what lists say of them. Called within a transaction."""

    def find(self, named: Sequence[Named]) -> list[tuple[int, int | None] | None]:
        """The numbers of the contacts and whose it would be had nobody been merged (None: theirs), in this order; None:
        there is no such contact.
        """

    def barred(self, named: Iterable[Named]) -> set[int]:
        """The places of those who were erased at their own wish."""

    def keep_changes(self, changes: Sequence[ListedChange], *, of: Import) -> list[bool]:
        """Find or make the contacts and keep what became known of them; for each row whether it was news."""

    def keep_objections(self, objections: Sequence[ListedObjection], *, at: datetime) -> list[bool | None]:
        """Keep what persons objected to; for each row whether it was news, None where there is no such contact."""

    def keep(self, leads: Sequence[ListedLead], *, of: Import) -> list[bool]:
        """Find or make the contacts and keep what the list says; for each row whether it was news."""
