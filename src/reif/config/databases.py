"""Where the records are kept: SQLite below REIF_HOME, or the database that DATABASE_URL names."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from reif.config.environment import Environment, WrongSetting

ACCEPTED = "accepted is postgresql://USER:PASSWORD@HOST:PORT/NAME or sqlite:///ABSOLUTE/PATH"
BUSY_SECONDS = 20
CONNECTED_SECONDS = 60
# Nothing that was acknowledged is lost when the power fails, and a writer takes its turn at the start of a transaction.
# Deleted content is overwritten: what a person was must not linger in free places of the file.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": BUSY_SECONDS,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON",
}


def database(environment: Environment) -> dict[str, Any]:
    """Django's description of the database. Raises WrongSetting; no message holds a password."""
    if not environment.database_url:
        return _sqlite(environment.sqlite_file)
    source = environment.database_url_source
    try:
        url = urlsplit(environment.database_url)
        port = url.port
    except ValueError:
        raise WrongSetting(f"{source}: cannot be read; {ACCEPTED}") from None
    if url.scheme in ("postgresql", "postgres"):
        return _postgresql(url, port, source)
    if url.scheme == "sqlite" and not url.netloc and url.path.startswith("/") and url.path != "/":
        return _sqlite(Path(unquote(url.path)))
    raise WrongSetting(f"{source}: is not the address of a database that is known; {ACCEPTED}")


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "reif.records.sqlite",
        "NAME": str(file),
        "CONN_MAX_AGE": CONNECTED_SECONDS,
        "OPTIONS": dict(_SQLITE),
    }


def _postgresql(url: SplitResult, port: int | None, source: str) -> dict[str, Any]:
    name = unquote(url.path.removeprefix("/"))
    if not name:
        raise WrongSetting(f"{source}: names no database; {ACCEPTED}")
    options = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", unquote(url.hostname or "")),
        "PORT": options.pop("port", "" if port is None else str(port)),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": CONNECTED_SECONDS,
        "OPTIONS": {"connect_timeout": 10, **options},
    }
