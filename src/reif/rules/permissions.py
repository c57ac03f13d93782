"""What each role may do, as one table."""

from collections.abc import Mapping
from enum import StrEnum


class Permission(StrEnum):
    """Something that a user may do."""

    LOOK = "look"
    """See contacts, companies, the day, insights and how scores come about."""
    KEEP_CONTACTS = "keep_contacts"
    """Add and edit contacts, assign them, put them off."""
    MOVE = "move"
    """Move contacts from stage to stage, give them up, take moves back."""
    TAKE_ALONG = "take_along"
    """Download lists of contacts."""
    KEEP_SCORING = "keep_scoring"
    """Upload, check and publish scoring models."""
    KEEP_CAPTURE = "keep_capture"
    """Keep what takes interest in: forms and their texts, sources and their keys, imports, mail that did not leave."""
    KEEP_PRIVACY = "keep_privacy"
    """Answer persons about their data, erase them, note their objections."""
    KEEP_SYSTEM = "keep_system"
    """The settings of the system: team, roles, own attributes, retention, audit."""


_EVERYTHING = frozenset(Permission)
MAY: Mapping[str, frozenset[Permission]] = {
    "admin": _EVERYTHING,
    "manager": _EVERYTHING - {Permission.KEEP_SYSTEM},
    "sales": frozenset({Permission.LOOK, Permission.KEEP_CONTACTS, Permission.MOVE, Permission.TAKE_ALONG}),
    "marketing": frozenset(
        {
            Permission.LOOK,
            Permission.KEEP_CONTACTS,
            Permission.TAKE_ALONG,
            Permission.KEEP_SCORING,
            Permission.KEEP_CAPTURE,
        }
    ),
    "viewer": frozenset({Permission.LOOK}),
}


def may(role: str, permission: Permission) -> bool:
    """Whether users of the role may do it; nobody of an unknown role may do anything."""
    return permission in MAY.get(role, frozenset())
