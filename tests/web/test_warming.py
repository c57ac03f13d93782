"""The first visitor of a web process waits for nothing that could have been loaded before."""

import json
import subprocess
import sys

from tests.cli.system import System

# In a process of its own, as `reif serve` starts it. Prints what the first visit to each page loaded.
FIRST_VISIT = """
import json, sys
import reif.config.web_process
from django.template.base import Template
from django.test import Client
from reif.records.models import Contact, User

compiled, compile_nodelist = [], Template.compile_nodelist
Template.compile_nodelist = lambda self: compiled.append(str(self.name)) or compile_nodelist(self)
user = User.objects.create_user("first@reif.example", "correct horse battery", "admin")
number = Contact.objects.create(name="Annika", created_at=user.created_at).pk
client = Client(headers={"host": "127.0.0.1", "accept-language": "de"})
client.force_login(user)
pages = ["/today/", "/contacts/", f"/contacts/{number}", "/companies/", "/insights/", "/scoring/", "/capture/sources/"]
known, found = set(sys.modules), {}
for page in [*pages, "/settings/"]:
    found[page] = client.get(page).status_code
loaded = sorted(name for name in set(sys.modules) - known if name.split(".")[0] in sys.argv[1:])
print(json.dumps({"answers": found, "loaded": loaded, "compiled": compiled}))
"""
SETTINGS = {"DJANGO_SETTINGS_MODULE": "reif.config.settings"}
PACKAGES = ("reif", "django", "allauth", "babel", "csp", "django_htmx", "cryptography")


def test_nothing_is_loaded_for_the_first_visitor(made: System) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_VISIT, *PACKAGES],
        env=made.environment(SETTINGS),
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert set(said["answers"].values()) == {200}
    assert said["compiled"] == []
    assert said["loaded"] == []


def test_no_database_is_needed_to_load_it(system: System) -> None:
    """A process that starts while the database is away serves once it is back."""
    program = "import reif.config.web_process; from django.db import connection; print(connection.connection)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=system.environment(SETTINGS),
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )
    assert done.stdout.strip() == "None", done.stderr
