"""Names of people, as they stand in lists and marks."""

from typing import Any


def person(who: Any) -> str:
    """A contact's or user's name; the e-mail where there is none, else its number."""
    return who.name or who.email or f"#{who.pk}"


def initials(name: str) -> str:
    """JR for Jana Reuter: the first letters of the first and the last word that begin with one."""
    words = [word for word in name.replace("@", " ").split() if word[0].isalnum()]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper() if words else "–"
