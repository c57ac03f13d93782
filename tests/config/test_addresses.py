"""Addresses of the web application and of the server for mail."""

from pathlib import Path

import pytest

from reif.config.addresses import mail_settings, web_address
from reif.config.environment import Environment, WrongSetting

HOME = Path("/nowhere")


def test_without_an_address_only_this_machine_is_answered() -> None:
    address = web_address(Environment(HOME))
    assert (address.hosts, address.origin, address.is_encrypted) == (("localhost", "127.0.0.1", "[::1]"), "", False)


def test_an_address_with_tls() -> None:
    address = web_address(Environment(HOME, url="https://reif.example/", hosts="crm.example, 10.0.0.5"))
    assert address.hosts[-3:] == ("reif.example", "crm.example", "10.0.0.5")
    assert (address.origin, address.is_encrypted) == ("https://reif.example", True)


def test_an_address_keeps_its_port() -> None:
    assert web_address(Environment(HOME, url="http://[2001:db8::1]:8000")).origin == "http://[2001:db8::1]:8000"


@pytest.mark.parametrize("url", ["reif.example", "ftp://reif.example", "https://", "https://a/b", "http://[x"])
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(WrongSetting, match=r"^REIF_URL: .* accepted is such as https://reif\.example"):
        web_address(Environment(HOME, url=url))


def test_without_a_server_mail_goes_nowhere() -> None:
    assert mail_settings(Environment(HOME))["EMAIL_BACKEND"].endswith("dummy.EmailBackend")


def test_mail_by_smtp() -> None:
    found = mail_settings(Environment(HOME, smtp_url="smtp://ann%40x:se%2Fcret@mail.example", mail_from="reif@x"))
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == ("mail.example", 587, True)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("ann@x", "se/cret")
    assert found["DEFAULT_FROM_EMAIL"] == "reif@x"


def test_mail_by_smtps() -> None:
    found = mail_settings(Environment(HOME, smtp_url="smtps://mail.example:2465"))
    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (2465, True, False)


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://mail.example:x"])
def test_a_wrong_server_is_told_without_its_password(url: str) -> None:
    with pytest.raises(WrongSetting, match=r"^REIF_SMTP_URL: cannot be read") as wrong:
        mail_settings(Environment(HOME, smtp_url=url))
    assert url not in str(wrong.value)
