"""The page that says what is kept in which table, what a person is given of it and what erasing does.

    python -m tests.protect.kept_page

writes docs/reference/what-is-kept.md.
"""

import inspect
import os
import re
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
from django.apps import apps
from django.db import models

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/reference/what-is-kept.md"

_BEGIN = """\
# What is kept

Generated from what the tables declare about themselves (`src/reif/records/models/`): change it there. A table that
declares nothing fails a test, and so does one that [the export](access-export.md) or erasing forgets.

| table | a row is | the person is given | when the person is erased |
| --- | --- | --- | --- |
"""
_LEFT_OUT = """
## Columns that are not given

| table | column | because it |
| --- | --- | --- |
"""
_END = """
Users of the system (those who sign in), their sessions and second factors are in tables of their own; contacts are
not in them. Files that are imported are kept until they are, a week at most. Logs name nobody. Backups hold what the
tables held: see [how to answer persons](../how-to/answer-a-privacy-request.md).
"""


def page() -> str:
    from reif.protect.dossier import GIVEN, LEFT_OUT

    tables = sorted(apps.get_app_config("records").get_models(), key=lambda model: (model not in GIVEN, model.__name__))
    rows = "".join(f"| {each.__name__} | {_said(each)} | {_given(each)} | {_erased(each)} |\n" for each in tables)
    left_out = "".join(
        f"| {table.__name__} | {column} | {why} |\n"
        for table, columns in LEFT_OUT.items()
        for column, why in columns.items()
    )
    return f"{_BEGIN}{rows}{_LEFT_OUT}{left_out}{_END}"


def _said(model: type[models.Model]) -> str:
    text = " ".join((inspect.getdoc(model) or "").split())
    return re.split(r"(?<!Art)\. ", text, maxsplit=1)[0].rstrip(".").replace("|", "\\|")


def _given(model: type[models.Model]) -> str:
    from reif.protect.dossier import GIVEN
    from reif.records.fates import OnExport

    if model.on_export is OnExport.NOTHING:  # type: ignore[attr-defined] # a guard test sees to it
        return "–"
    found = ", where it names them" if model.on_export is OnExport.FIND else ""  # type: ignore[attr-defined] # as above
    return f"as `{GIVEN[model]}`{found}"


def _erased(model: type[models.Model]) -> str:
    from reif.records.fates import OnErase

    words = {
        OnErase.DELETE: "deleted",
        OnErase.UNLINK: "stays as a count that leads to nobody; emptied: ",
        OnErase.EMPTY: "what names them is emptied",
        OnErase.WITH_LAST: "deleted with the last contact of it",
        OnErase.KEEP: "stays: it tells of nobody",
    }
    blank = ", ".join(f"`{column}`" for column in getattr(model, "blank_on_erase", ()))
    return words[model.on_erase] + blank  # type: ignore[attr-defined] # a guard test sees to it


if __name__ == "__main__":
    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
