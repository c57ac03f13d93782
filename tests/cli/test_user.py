"""`reif user`: who may sign in."""

import sqlite3
from contextlib import closing

import pytest

from tests.cli.system import System


def test_a_password_is_made_and_shown_once(made: System) -> None:
    ended = made("user", "add", "Ann@Example.com", "--role", "admin")
    assert (ended.code, ended.err) == (0, "")
    said, password = ended.out.splitlines()
    assert said == "ann@example.com: added as admin"
    assert len(password.removeprefix("password (shown this once): ")) == 20
    again = made("user", "add", "ann@example.com", "--role", "sales")
    assert (again.code, again.err) == (1, "reif: ann@example.com: is a user already\n")
    assert made("user", "list").out == "ann@example.com  admin  active\n"


def test_a_password_from_a_file_is_not_shown(made: System) -> None:
    file = made.home / "password"
    file.write_text("a long pass phrase\n")
    ended = made("user", "add", "ann@example.com", "--role", "sales", "--password-file", str(file))
    assert (ended.code, ended.out) == (0, "ann@example.com: added as sales\n")
    file.write_text("short\n")
    ended = made("user", "add", "ben@example.com", "--role", "sales", "--password-file", str(file))
    assert ended.code == 1
    assert ended.err.startswith("reif: the password is not accepted: This password is too short.")
    assert made("user", "list").out == "ann@example.com  sales  active\n"


def test_a_user_begins_with_the_language_and_time_zone_of_the_settings(made: System) -> None:
    settings = {"REIF_LANGUAGE": "de", "REIF_TIME_ZONE": "Europe/Berlin"}
    assert made("user", "add", "ann@example.com", "--role", "sales", **settings).code == 0
    with closing(sqlite3.connect(made.home / "reif.sqlite3")) as base:
        assert base.execute("SELECT language, time_zone FROM records_user").fetchall() == [("de", "Europe/Berlin")]


def test_what_is_wrong_with_a_password_is_said_in_one_language(made: System) -> None:
    file = made.home / "password"
    file.write_text("short\n")
    ended = made("user", "add", "ben@example.com", "--role", "sales", "--password-file", str(file), REIF_LANGUAGE="de")
    assert ended.err.startswith("reif: the password is not accepted: This password is too short.")


def test_a_password_file_that_is_no_text(made: System) -> None:
    file = made.home / "password"
    file.write_bytes(b"\xff\xfe\n")
    ended = made("user", "add", "ben@example.com", "--role", "sales", "--password-file", str(file))
    assert (ended.code, ended.err) == (
        1,
        f"reif: {file}: is not UTF-8 text; accepted is a password in the first line\n",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ann", "--role", "sales"), "'ann' is not an e-mail address"),
        (
            ("ann@example.com", "--role", "boss"),
            "--role: 'boss' is not known; accepted are admin, manager, sales, marketing, viewer",
        ),
    ],
)
def test_what_is_not_accepted(system: System, arguments: tuple[str, ...], message: str) -> None:
    ended = system("user", "add", *arguments)
    assert (ended.code, ended.err) == (1, f"reif: {message}\n")


def test_a_system_that_is_not_made_yet(system: System) -> None:
    ended = system("user", "list")
    assert ended.code == 1
    assert "the database cannot be opened; its folder must exist" in ended.err


def test_who_may_not_sign_in_any_more_and_again(made: System) -> None:
    made("user", "add", "ann@example.com", "--role", "admin")
    made("user", "add", "ben@example.com", "--role", "sales")
    ended = made("user", "disable", "Ben@example.com")
    assert (ended.code, ended.out) == (0, "ben@example.com: may not sign in any more\n")
    assert made("user", "list").out.splitlines()[1] == "ben@example.com  sales  inactive"
    refused = made("user", "disable", "ann@example.com")
    assert (refused.code, refused.err) == (
        1,
        "reif: ann@example.com: nobody else may administer; add another admin first\n",
    )
    assert made("user", "enable", "ben@example.com").out == "ben@example.com: may sign in again\n"
    assert made("user", "list").out.splitlines()[1] == "ben@example.com  sales  active"
    with closing(sqlite3.connect(made.database)) as records:
        told = records.execute("SELECT action, subject, subject_id FROM records_auditentry ORDER BY id").fetchall()
    assert told[-4:] == [
        ("user added", "user", 1),
        ("user added", "user", 2),
        ("user disabled", "user", 2),
        ("user enabled", "user", 2),
    ]


def test_a_new_password(made: System) -> None:
    made("user", "add", "ann@example.com", "--role", "admin")

    def stored() -> str:
        with closing(sqlite3.connect(made.database)) as records:
            return str(records.execute("SELECT password FROM records_user").fetchone()[0])

    before = stored()
    ended = made("user", "password", "ann@example.com")
    said, password = ended.out.splitlines()
    assert said == "ann@example.com: has a new password"
    assert len(password.removeprefix("password (shown this once): ")) == 20
    assert stored() != before
    refused = made("user", "password", "ben@example.com")
    assert (refused.code, refused.err) == (1, "reif: ben@example.com: is not a user; `reif user list` tells who is\n")
