"""How far the tables of the database are, against those that this version of reif knows."""

from dataclasses import dataclass

from reif.cli.platform import database


@dataclass(frozen=True, slots=True)
class Schema:
    """`missing`: steps this version has and the database has not; `newer`: steps only a later version knows."""

    missing: tuple[str, ...]
    newer: tuple[str, ...]


def schema() -> Schema:
    """The state of the tables."""
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(database())
    known = {key for key in loader.graph.nodes if key[0] in loader.migrated_apps}
    applied = set(loader.applied_migrations)
    return Schema(_names(known - applied), _names({key for key in applied - known if key[0] == "records"}))


def _names(keys: set[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted(f"{app}.{name}" for app, name in keys))
