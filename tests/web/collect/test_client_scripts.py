"""Clients that others wrote, out of the operator's folder."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

ADDRESS = "/analytics.js/v1/x/analytics.min.js"


@pytest.fixture
def modules(tmp_path: Path, settings: Settings) -> Path:
    settings.REIF_HOME = tmp_path
    return tmp_path / "scripts" / "node_modules"


def installed(modules: Path, package: str, name: str, text: str) -> None:
    file = modules / package / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_what_is_installed_is_served(modules: Path, client: Client) -> None:
    installed(modules, "@segment/analytics-next", "dist/umd/standalone.js", "one()")
    installed(modules, "@segment/analytics-next", "dist/umd/a.bundle.0f3a.js", "two()")
    installed(modules, "@jitsu/js", "dist/web/p.js.txt", "three()")
    answer = client.get(ADDRESS)
    assert (answer.content, answer["Content-Type"]) == (b"one()", "text/javascript; charset=utf-8")
    assert "immutable" not in answer["Cache-Control"]
    bundle = client.get("/analytics-next/bundles/a.bundle.0f3a.js")
    assert (bundle.content, "immutable" in bundle["Cache-Control"]) == (b"two()", True)
    assert client.get("/p.js").content == b"three()"


@pytest.mark.usefixtures("modules")
def test_what_is_not_installed_is_named(client: Client) -> None:
    answer = client.get(ADDRESS)
    assert answer.status_code == 404
    assert b"npm install --prefix REIF_HOME/scripts @segment/analytics-next" in answer.content


@pytest.mark.parametrize("name", ["..%2F..%2Fsecret.js", "../../secret.js", "link.js", "none.js"])
def test_nothing_outside_of_the_folder_is_served(modules: Path, client: Client, name: str) -> None:
    installed(modules, "@segment/analytics-next", "secret.js", "secret")
    installed(modules, "@segment/analytics-next", "dist/umd/standalone.js", "one()")
    (modules / "@segment/analytics-next/dist/umd/link.js").symlink_to(modules / "@segment/analytics-next/secret.js")
    assert client.get(f"/analytics-next/bundles/{name}").status_code == 404
