"""Every column that is written once is watched, also after later migrations."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from reif.records.triggers import install

WRITTEN_ONCE = {
    table: columns
    for step in ("0002_written_once", "0007_privacy", "0014_consents_forms_and_mail", "0016_bots")
    for table, columns in import_module(f"reif.records.migrations.{step}").WRITTEN_ONCE.items()
}


def test_every_table_that_says_so_is_watched() -> None:
    models = apps.get_app_config("records").get_models()
    said = {model._meta.db_table: set(model.frozen_columns()) for model in models if hasattr(model, "frozen_columns")}
    assert said == {table: set(columns) for table, columns in WRITTEN_ONCE.items()}


@pytest.mark.django_db
def test_the_database_holds_the_triggers() -> None:
    catalogue = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'"}
    query = catalogue.get(connection.vendor, "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    with connection.cursor() as cursor:
        cursor.execute(query)
        held = {name for (name,) in cursor.fetchall()}
    watching = {name for name in held if name.endswith("_written_once")}
    assert watching == {f"{table}_written_once" for table in WRITTEN_ONCE}


@pytest.mark.django_db(transaction=True)
def test_installing_twice_is_installing_once() -> None:
    with connection.schema_editor() as editor:
        install(editor, WRITTEN_ONCE)


@pytest.mark.django_db
def test_the_models_have_all_their_migrations() -> None:
    call_command("makemigrations", "records", check=True, dry_run=True, verbosity=0)
