"""Where people reach the web application, and the server that takes its mail, read out of addresses."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from reif.config.environment import Environment, WrongSetting

OF_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Address:
    """`hosts`: the names that are answered to. `origin`: empty if none was told. `is_encrypted`: TLS is in front."""

    hosts: tuple[str, ...]
    origin: str
    is_encrypted: bool


def web_address(environment: Environment) -> Address:
    """The address, read out of REIF_URL and REIF_HOSTS. Raises WrongSetting."""
    named = tuple(host.strip() for host in environment.hosts.split(",") if host.strip())
    if not environment.url:
        return Address((*OF_THIS_MACHINE, *named), "", is_encrypted=False)
    try:
        url = urlsplit(environment.url)
        host = url.hostname
    except ValueError:
        host = None
    if not host or url.scheme not in ("http", "https") or url.path not in ("", "/"):
        raise WrongSetting(
            f"REIF_URL: {environment.url!r} is not an address; accepted is such as https://reif.example, without a path"
        )
    shown = f"[{host}]" if ":" in host else host
    return Address((*OF_THIS_MACHINE, shown, *named), f"{url.scheme}://{url.netloc}", url.scheme == "https")


def mail_settings(environment: Environment) -> dict[str, Any]:
    """Django's settings for mail; without REIF_SMTP_URL what is sent goes nowhere. Raises WrongSetting."""
    sender = {"DEFAULT_FROM_EMAIL": environment.mail_from or "reif@localhost"}
    if not environment.smtp_url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", **sender}
    try:
        url = urlsplit(environment.smtp_url)
        port = url.port or _PORTS[url.scheme]
    except (ValueError, KeyError):
        raise WrongSetting(
            "REIF_SMTP_URL: cannot be read; accepted is smtp://USER:PASSWORD@HOST:PORT (with STARTTLS) or smtps://…"
        ) from None
    return {
        "EMAIL_HOST": url.hostname or "localhost",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_TLS": url.scheme == "smtp" and bool(url.username),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
        **sender,
    }
