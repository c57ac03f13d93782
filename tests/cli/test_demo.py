"""`reif demo`: a made-up world comes and goes by one command each."""

from pathlib import Path

import pytest

from tests.cli.system import System


@pytest.fixture
def system(tmp_path: Path) -> System:
    made = System(tmp_path / "home")
    assert made("init").code == 0
    return made


def password_in(said: str) -> str:
    last = said.splitlines()[-1]
    assert last.startswith("password (shown this once): ")
    return last.rpartition(" ")[2]


def test_it_comes_with_a_login_and_goes(system: System) -> None:
    came = system("demo", "load", "--contacts", "60")
    assert came.code == 0, came.err
    assert "60 made-up contacts" in came.out
    assert "sign in as demo@reif.example" in came.out
    assert "demo@reif.example  admin  active" in system("user", "list").out
    shown = system("demo", "show", "--limit", "3")
    assert shown.code == 0, shown.err
    assert shown.out.startswith("points")
    assert "suspect         60  ####" in shown.out
    again = system("demo", "load")
    assert again.code == 1
    assert again.err == "reif: there is a made-up world already; `reif demo remove` removes it\n"
    gone = system("demo", "remove")
    assert gone.code == 0
    assert gone.out.startswith("60 contacts, ")
    assert gone.out.endswith("and 5 users removed\n")
    assert system("user", "list").out == ""
    assert "`reif demo load` makes one" in system("demo", "show").err
    assert system("demo", "remove").out == "0 contacts, 0 companies and 0 users removed\n"
    passwords = {password_in(came.out), password_in(system("demo", "load", "--contacts", "1").out)}
    assert len(passwords) == 2


def test_a_given_password_is_not_shown(system: System, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("correct horse battery\n", encoding="utf-8")
    came = system("demo", "load", "--contacts", "1", "--password-file", str(file))
    assert came.code == 0, came.err
    assert "password" not in came.out


def test_an_easy_password_is_refused(system: System, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("demo\n", encoding="utf-8")
    came = system("demo", "load", "--contacts", "1", "--password-file", str(file))
    assert came.code == 1
    assert came.err.startswith("reif: the password is not accepted: ")
    assert system("user", "list").out == ""


def test_before_init_it_says_what_to_do(tmp_path: Path) -> None:
    for command in ("load", "show", "remove"):
        ended = System(tmp_path / "none")("demo", command)
        assert ended.code == 1
        assert "reif init" in ended.err
        assert "Traceback" not in ended.err
