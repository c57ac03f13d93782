"""The index that finds contacts by parts of words."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from reif.records.search import install


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make it, of the contacts that are there."""
    del apps
    install(editor)


class Migration(migrations.Migration):
    """After the columns that lists need."""

    dependencies: ClassVar = [("records", "0003_current_score")]
    operations: ClassVar = [migrations.RunPython(forwards, migrations.RunPython.noop)]
