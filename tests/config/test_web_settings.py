"""What browsers are told: headers, cookies, what may run on a page."""

from pathlib import Path

import pytest
from django.test import Client

from reif.config.addresses import web_address
from reif.config.environment import Environment
from reif.config.web_settings import web_settings

CACHE = Path("/nowhere")


def test_nothing_runs_but_what_is_ours() -> None:
    answer = Client().get("/sign-in")
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_headers(header: str, value: str) -> None:
    assert Client().get("/sign-in")[header] == value


def test_cookies_are_out_of_reach_of_scripts_and_other_sites() -> None:
    cookie = Client().get("/sign-in").cookies["csrftoken"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_behind_tls_cookies_travel_only_there() -> None:
    found = web_settings(web_address(Environment(CACHE, url="https://reif.example")), CACHE)
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] > 0
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://reif.example"]
    assert found["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_without_tls_no_header_is_believed() -> None:
    found = web_settings(web_address(Environment(CACHE)), CACHE)
    assert found["SECURE_PROXY_SSL_HEADER"] is None
    assert not found["SESSION_COOKIE_SECURE"]


def test_other_hosts_are_refused_but_machines_may_ask_by_any_name() -> None:
    assert Client(headers={"host": "evil.example"}).get("/sign-in").status_code == 400
    assert Client(headers={"host": "10.1.2.3"}).get("/health").status_code == 200


@pytest.mark.django_db
def test_static_files_are_served_and_kept() -> None:
    page = Client().get("/sign-in").content.decode()
    address = page.split('href="')[2].split('"')[0]
    answer = Client().get(address)
    assert answer.status_code == 200
    assert "immutable" in answer["Cache-Control"]
    assert b"@layer" in b"".join(answer)
    answer.close()
