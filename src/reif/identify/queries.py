"""Reads of who contacts are."""

from collections.abc import Sequence

from reif.identify._finding import Directory
from reif.identify.key import Key
from reif.records.models import Contact


def named(keys: Sequence[Key]) -> list[Contact | None]:
    """The contacts that the keys name, in their order; None where there is none. In two queries."""
    directory = Directory(keys)
    return [directory.find(key) for key in keys]
