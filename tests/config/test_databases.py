"""Where the records are kept."""

from pathlib import Path

import pytest

from reif.config.databases import database
from reif.config.environment import Environment, WrongSetting

HOME = Path("/home/reif")


def test_sqlite_below_home_unless_told_otherwise() -> None:
    made = database(Environment(HOME))
    assert (made["ENGINE"], made["NAME"]) == ("reif.records.sqlite", "/home/reif/reif.sqlite3")
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_sqlite_elsewhere() -> None:
    assert database(Environment(HOME, "sqlite:////srv/a%20b.db"))["NAME"] == "//srv/a b.db"
    assert database(Environment(HOME, "sqlite:///srv/a.db"))["NAME"] == "/srv/a.db"


def test_postgresql() -> None:
    made = database(Environment(HOME, "postgresql://ann:p%40ss@db.example:5433/leads?sslmode=require"))
    assert made["ENGINE"] == "django.db.backends.postgresql"
    assert [made[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "leads",
        "ann",
        "p@ss",
        "db.example",
        "5433",
    ]
    assert made["OPTIONS"]["sslmode"] == "require"


def test_postgresql_by_socket() -> None:
    made = database(Environment(HOME, "postgres:///leads?host=/run/postgresql&port=5433"))
    assert (made["HOST"], made["PORT"], made["OPTIONS"]) == ("/run/postgresql", "5433", {"connect_timeout": 10})


@pytest.mark.parametrize(
    "url",
    [
        "mysql://ann:s3cret@db/leads",
        "postgresql://ann:s3cret@db",
        "postgresql://ann:s3cret@db:port/leads",
        "sqlite://s3cret",
        "s3cret",
    ],
)
def test_what_is_not_accepted_is_told_without_the_password(url: str) -> None:
    with pytest.raises(WrongSetting, match=r"^DATABASE_URL: .*; accepted is postgresql://") as wrong:
        database(Environment(HOME, url))
    assert "s3cret" not in str(wrong.value)
