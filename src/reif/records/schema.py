"""How far the tables of the database are, against those that this version of reif knows."""

from dataclasses import dataclass

from django.db import connections
from django.db.migrations.loader import MigrationLoader


@dataclass(frozen=True, slots=True)
class Schema:
    """`missing`: steps this version has and the database has not; `newer`: steps only a later version knows."""

    missing: tuple[str, ...]
    newer: tuple[str, ...]


def schema() -> Schema:
    """The state of the tables. Raises django.db.Error where the database cannot be asked."""
    loader = MigrationLoader(connections["default"])
    known = {key for key in loader.graph.nodes if key[0] in loader.migrated_apps}
    applied = set(loader.applied_migrations)
    return Schema(_names(known - applied), _names({key for key in applied - known if key[0] == "records"}))


def _names(keys: set[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted(f"{app}.{name}" for app, name in keys))
