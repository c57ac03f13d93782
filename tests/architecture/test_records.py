"""Guards over the tables: who has some, and what becomes of a person's rows."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from reif.identify._merging import DROPPED, KEPT, MOVED
from reif.protect.dossier import GIVEN
from reif.protect.operations import TABLES
from reif.records.fates import OnErase, OnExport, OnMerge
from reif.records.models import Contact
from tests.architecture.tree import SOURCE, committed, name_of

FORBIDDEN = ("get_model", "post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed", "receiver")


def pointing_at_a_contact() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if any(field.is_relation and field.related_model is Contact for field in model._meta.local_fields)
    ]


def test_some_tables_point_at_a_contact() -> None:
    assert len(pointing_at_a_contact()) >= 6


def test_every_table_that_points_at_a_contact_says_how_it_merges_and_is_erased() -> None:
    for model in pointing_at_a_contact():
        assert isinstance(getattr(model, "on_merge", None), OnMerge), model
        assert isinstance(getattr(model, "on_erase", None), OnErase), model
        contact = model._meta.get_field("contact")
        assert contact.null or model.on_erase is not OnErase.UNLINK, model


def test_merging_goes_through_every_table_by_its_fate() -> None:
    fates = {OnMerge.MOVE: MOVED, OnMerge.KEEP: KEPT, OnMerge.DROP: DROPPED}
    for fate, tables in fates.items():
        assert set(tables) == {model for model in pointing_at_a_contact() if model.on_merge is fate}, fate  # type: ignore[attr-defined] # as the test above says
    for model in MOVED:
        assert model._meta.get_field("origin").null, model


def test_every_table_says_how_it_is_given_to_a_person_and_how_they_are_erased_from_it() -> None:
    for model in apps.get_app_config("records").get_models():
        assert isinstance(getattr(model, "on_export", None), OnExport), model
        assert isinstance(getattr(model, "on_erase", None), OnErase), model
    for model in pointing_at_a_contact():
        assert model.on_export is OnExport.GIVE, model
        assert model.on_erase in (OnErase.DELETE, OnErase.UNLINK), model


def test_erasing_goes_through_every_table_whose_rows_go() -> None:
    gone = {model for model in pointing_at_a_contact() if model.on_erase is OnErase.DELETE}
    assert set(TABLES) == gone


def test_every_part_of_a_person_is_given() -> None:
    given = {model for model in apps.get_app_config("records").get_models() if model.on_export is not OnExport.NOTHING}
    assert set(GIVEN) == given


def test_tables_of_other_packages_are_about_users_alone() -> None:
    """Sessions, second factors and so on; who adds a package with tables says here that they hold no contact."""
    others = {model._meta.app_label for model in apps.get_models()} - {"records"}
    assert others == {"account", "auth", "contenttypes", "mfa", "sessions"}


def test_only_records_has_tables() -> None:
    ours = {model._meta.app_label for model in apps.get_models() if model.__module__.startswith("reif.")}
    assert ours == {"records"}
    elsewhere = [
        name_of(file) for file in committed("src/*.py") if "records" not in file.parts and defines_tables(file)
    ]
    assert not elsewhere


def defines_tables(file: Path) -> bool:
    bases = (
        base for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.ClassDef) for base in node.bases
    )
    return any(ast.unparse(base) in ("models.Model", "Model") for base in bases)


def names_in(code: str) -> set[str]:
    """Every name, attribute and import of the code."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                found.add(name)
    return found


def test_nothing_uses_signals_or_models_by_name() -> None:
    """But for the steps of tables, which see the models as they were then."""
    files = [file for file in SOURCE.rglob("*.py") if "migrations" not in file.parts]
    assert not [name_of(file) for file in files if names_in(file.read_text()) & set(FORBIDDEN)]


@pytest.mark.parametrize(
    "code", ["apps.get_model('a')", "@receiver(x)\ndef f(): ...", "from django.db.models.signals import post_save"]
)
def test_signals_and_names_are_seen(code: str) -> None:
    assert names_in(code) & set(FORBIDDEN)
