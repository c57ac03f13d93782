"""How far the tables of the database are, against those that this version of reif knows."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


@dataclass(frozen=True, slots=True)
class Schema:
    """`missing`: steps this version has and the database has not; `newer`: steps only a later version knows."""

    missing: tuple[str, ...]
    newer: tuple[str, ...]


def schema() -> Schema:
    """The state of the tables. Raises django.db.Error where the database cannot be asked."""
    applied = set(MigrationRecorder(connections["default"]).applied_migrations())
    known = _known()
    return Schema(_names(known - applied), _names({key for key in applied - known if key[0] == "records"}))


@lru_cache
def _known() -> frozenset[tuple[str, str]]:
    """Those of the program, which do not change while it runs."""
    loader = MigrationLoader(None)
    return frozenset(key for key in loader.graph.nodes if key[0] in loader.migrated_apps)


def _names(keys: AbstractSet[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted(f"{app}.{name}" for app, name in keys))
