"""A table for figures that take long to count, so that what a worker counts is there on every machine that serves.

And an index of scores that jumped, so that all of a week are found.
"""

from typing import ClassVar

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """As Django makes the table of a cache."""
    del apps
    call_command("createcachetable", "figures", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("records", "0009_lists_by_index"),
    ]

    operations: ClassVar = [
        migrations.RunPython(forwards, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="scorechange",
            index=models.Index(
                fields=["as_of", "id"],
                name="scorechange_steep",
                condition=Q(points__gte=F("points_before") + 10) | Q(points__lte=F("points_before") - 10),
            ),
        ),
    ]
