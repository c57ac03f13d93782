"""Lists that are filtered and sorted in an index alone; words of two letters that the index of texts knows."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from reif.records.search import install, uninstall

_UPDATE = "UPDATE records_contact SET search = ' ' || search WHERE search <> '' AND search NOT LIKE ' %'"


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """A blank before the first word, as before each other."""
    del apps
    uninstall(editor)
    editor.execute(_UPDATE, params=None)
    install(editor)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("records", "0008_discarded_drafts"),
    ]

    operations: ClassVar = [
        migrations.RunPython(forwards, migrations.RunPython.noop),
        migrations.RemoveIndex(
            model_name="contact",
            name="contact_by_score",
        ),
        migrations.RemoveIndex(
            model_name="contact",
            name="contact_by_activity",
        ),
        migrations.RemoveIndex(
            model_name="contact",
            name="contact_by_stage",
        ),
        migrations.RemoveIndex(
            model_name="contact",
            name="contact_by_status",
        ),
        migrations.RemoveIndex(
            model_name="contact",
            name="contact_by_level",
        ),
        migrations.RemoveIndex(
            model_name="contact",
            name="contact_by_temperature",
        ),
        migrations.RemoveIndex(
            model_name="contact",
            name="contact_by_grade",
        ),
        migrations.RemoveIndex(
            model_name="contact",
            name="contact_by_channel",
        ),
        migrations.RemoveIndex(
            model_name="contact",
            name="contact_by_country",
        ),
        migrations.RemoveIndex(
            model_name="contact",
            name="contact_by_owner",
        ),
        migrations.RemoveIndex(
            model_name="contact",
            name="contact_by_name",
        ),
        migrations.RemoveIndex(
            model_name="contact",
            name="contact_by_company_name",
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                fields=[
                    "-score",
                    "id",
                    "stage",
                    "status",
                    "level",
                    "temperature",
                    "grade",
                    "channel",
                    "country",
                    "owner",
                    "may_be_profiled",
                    "last_activity_at",
                    "company",
                    "points",
                ],
                name="contact_by_score",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                fields=[
                    "-last_activity_at",
                    "id",
                    "stage",
                    "status",
                    "level",
                    "temperature",
                    "grade",
                    "channel",
                    "country",
                    "owner",
                    "may_be_profiled",
                    "score",
                ],
                name="contact_by_activity",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                fields=[
                    "name",
                    "id",
                    "stage",
                    "status",
                    "level",
                    "temperature",
                    "grade",
                    "channel",
                    "country",
                    "owner",
                    "may_be_profiled",
                    "score",
                    "last_activity_at",
                ],
                name="contact_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                fields=[
                    "company_name",
                    "id",
                    "stage",
                    "status",
                    "level",
                    "temperature",
                    "grade",
                    "channel",
                    "country",
                    "owner",
                    "may_be_profiled",
                    "score",
                    "last_activity_at",
                    "company",
                ],
                name="contact_by_company_name",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("temperature", "hot")),
                fields=["-score", "id", "stage", "status", "owner"],
                name="contact_hot",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("country", ""), _negated=True), fields=["country"], name="contact_countries"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("look_again_on__isnull", False)),
                fields=["look_again_on", "id"],
                name="contact_to_look_again",
            ),
        ),
    ]
