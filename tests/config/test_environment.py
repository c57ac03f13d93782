"""What the system is told from outside."""

from pathlib import Path

import pytest

from reif.config.environment import _VARIABLES, WrongSetting, read
from tests.architecture.tree import ROOT


def test_defaults(tmp_path: Path) -> None:
    found = read({"REIF_HOME": str(tmp_path)})
    assert (found.home, found.database_url, found.time_zone, found.language) == (tmp_path, "", "UTC", "en")
    assert found.sqlite_file.parent == found.secret_key_file.parent == tmp_path


def test_home_is_the_users_data_folder_unless_named() -> None:
    assert read({}).home.name == "reif"
    assert read({"REIF_HOME": ""}).home == read({}).home


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "reif.toml").write_text('time_zone = "Europe/Berlin"\nlanguage = "de"\n')
    found = read({"REIF_HOME": str(tmp_path), "REIF_LANGUAGE": "en"})
    assert (found.time_zone, found.language) == ("Europe/Berlin", "en")


def test_the_source_of_the_database_is_known(tmp_path: Path) -> None:
    (tmp_path / "reif.toml").write_text('database_url = "x"\n')
    assert read({"REIF_HOME": str(tmp_path)}).database_url_source == f"{tmp_path / 'reif.toml'}: database_url"
    assert read({"REIF_HOME": str(tmp_path), "DATABASE_URL": "y"}).database_url_source == "DATABASE_URL"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("colour = 'red'", "colour is not known; accepted are database_url, time_zone, language"),
        ("language = 3", "language: 3 is not a text; accepted is a text in quotes"),
        ("language = 'fr'", "language: 'fr' is not known; accepted is en or de"),
        ("time_zone = 'Berlin'", "time_zone: 'Berlin' is not known; accepted is a name such as Europe/Berlin"),
        ("language", "is not TOML: "),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "reif.toml"
    file.write_text(content)
    with pytest.raises(WrongSetting) as wrong:
        read({"REIF_HOME": str(tmp_path)})
    assert str(wrong.value).startswith(f"{file}: {message}")


def test_a_wrong_variable_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match=r"^REIF_LANGUAGE: 'fr' is not known; accepted is en or de$"):
        read({"REIF_HOME": str(tmp_path), "REIF_LANGUAGE": "fr"})


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(WrongSetting, match="is a file; accepted is a folder"):
        read({"REIF_HOME": str(tmp_path / "home")})


def test_every_setting_is_in_the_reference() -> None:
    page = (ROOT / "docs/reference/settings.md").read_text()
    assert [key for key, variable in _VARIABLES.items() if f"| `{variable}` | `{key}` |" not in page] == []
