"""`reif user`: who may sign in."""

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
