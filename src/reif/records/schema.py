"""How far the tables of the database are, against those that this version of reif knows."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Key: TypeAlias = tuple[str, str]
"""A step by the app and its name."""


@dataclass(frozen=True, slots=True)
class Schema:
    """`missing`: steps this version has and the database has not; `newer`: steps only a later version knows."""

    missing: tuple[str, ...]
    newer: tuple[str, ...]


def schema() -> Schema:
    """The state of the tables. Raises django.db.Error where the database cannot be asked."""
    applied = set(MigrationRecorder(connections["default"]).applied_migrations())
    steps = _known()
    missing = set().union(*(_missing(key, replaced, applied) for key, replaced in steps.items()))
    known = steps.keys() | set().union(*steps.values())
    return Schema(_names(missing), _names({key for key in applied - known if key[0] == "records"}))


def _missing(key: Key, replaced: frozenset[Key], applied: AbstractSet[Key]) -> AbstractSet[Key]:
    """A step that stands for earlier ones is there where all of them are, and is not taken where some are."""
    if key in applied or (replaced and replaced <= applied):
        return frozenset()
    return replaced - applied if replaced & applied else {key}


@lru_cache
def _known() -> dict[Key, frozenset[Key]]:
    """The steps of the program, which do not change while it runs, each with those that it stands for."""
    loader = MigrationLoader(None)
    steps = (key for key in loader.graph.nodes if key[0] in loader.migrated_apps)
    return {key: frozenset(loader.disk_migrations[key].replaces) for key in steps}


def _names(keys: AbstractSet[Key]) -> tuple[str, ...]:
    return tuple(sorted(f"{app}.{name}" for app, name in keys))
