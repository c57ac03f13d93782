"""What the system is told from outside: the environment first, then REIF_HOME/reif.toml, then defaults."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import available_timezones

from platformdirs import user_data_path

from reif.rules.languages import Language

FILE = "reif.toml"
_VARIABLES = {
    "database_url": "DATABASE_URL",
    "time_zone": "REIF_TIME_ZONE",
    "language": "REIF_LANGUAGE",
    "log_level": "REIF_LOG_LEVEL",
    "metrics_token": "REIF_METRICS_TOKEN",
    "url": "REIF_URL",
    "hosts": "REIF_HOSTS",
    "smtp_url": "REIF_SMTP_URL",
    "mail_from": "REIF_MAIL_FROM",
}
MAILBOX_PASSWORD = "REIF_MAILBOX_PASSWORD_"  # noqa: S105 - the beginning of variables' names
LOG_LEVELS = ("debug", "info", "warning", "error")


class WrongSetting(ValueError):
    """A setting is not what is accepted; the message names it, where it stands, and what would be."""


@dataclass(frozen=True, slots=True)
class Environment:
    """`home`: the folder that holds everything; `database_url`: empty for SQLite below it.

    `metrics_token`: who has it may read /metrics from another machine; empty: nobody may. `url`: where people reach
    the web application, as in https://reif.example; empty: on this machine alone. `hosts`: further names it answers
    to, with commas between. `smtp_url`: the server that takes mail; empty: no mail is sent.
    """

    home: Path
    database_url: str = ""
    database_url_source: str = "DATABASE_URL"
    time_zone: str = "UTC"
    language: str = "en"
    log_level: str = "info"
    metrics_token: str = ""
    url: str = ""
    hosts: str = ""
    smtp_url: str = ""
    mail_from: str = ""
    mailbox_passwords: Mapping[str, str] = field(default_factory=dict)

    @property
    def secret_key_file(self) -> Path:
        """Where the key that signs sessions lies, readable by its owner alone."""
        return self.home / "secret-key"

    @property
    def sqlite_file(self) -> Path:
        """The database, unless `database_url` names another."""
        return self.home / "reif.sqlite3"


def read(variables: Mapping[str, str]) -> Environment:
    """The settings; an empty variable is as good as none. Raises WrongSetting."""
    home = _home(variables)
    written = _written(home / FILE)
    found: dict[str, tuple[str, str]] = {}
    for key, variable in _VARIABLES.items():
        if variables.get(variable, ""):
            found[key] = variables[variable], variable
        elif key in written:
            found[key] = _text(written[key], f"{home / FILE}: {key}"), f"{home / FILE}: {key}"
    for key, accepted, shown in (
        ("time_zone", available_timezones(), "a name such as Europe/Berlin"),
        ("language", set(Language), "en or de"),
        ("log_level", LOG_LEVELS, ", ".join(LOG_LEVELS)),
    ):
        if key in found and found[key][0] not in accepted:
            raise WrongSetting(f"{found[key][1]}: {found[key][0]!r} is not known; accepted is {shown}")
    values = {key: value for key, (value, _) in found.items()}
    if "database_url" in found:
        values["database_url_source"] = found["database_url"][1]
    passwords = {name: value for name, value in variables.items() if name.startswith(MAILBOX_PASSWORD) and value}
    return Environment(home, **values, mailbox_passwords=passwords)


def _home(variables: Mapping[str, str]) -> Path:
    named = variables.get("REIF_HOME", "")
    if not named:
        return user_data_path("reif", appauthor=False)
    home = Path(named).expanduser().absolute()
    if home.exists() and not home.is_dir():
        raise WrongSetting(f"REIF_HOME: {named} is a file; accepted is a folder")
    return home


def _written(file: Path) -> dict[str, object]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except PermissionError:
        raise WrongSetting(f"{file}: may not be read by this user") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSetting(f"{file}: is not TOML: {error}") from None
    for key in content:
        if key not in _VARIABLES:
            raise WrongSetting(f"{file}: {key} is not known; accepted are {', '.join(_VARIABLES)}")
    return content


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise WrongSetting(f"{place}: {value!r} is not a text; accepted is a text in quotes")
    return value
