"""Events of machines, which count for nothing, and verdicts on them; salts of a day; by what visitors came."""

from typing import ClassVar

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.deletion import CASCADE, SET_NULL

from reif.records.triggers import install

WRITTEN_ONCE = {
    "records_event": [
        "id",
        "source_id",
        "message_id",
        "name",
        "properties",
        "channel",
        "campaign",
        "occurred_at",
        "received_at",
        "taken_for",
    ],
    "records_verdict": ["id", "event_id", "is_human", "rule", "occurred_at"],
}
_TAKEN_FOR = "ALTER TABLE records_event ADD COLUMN taken_for varchar(50) NOT NULL DEFAULT ''"
_IS_HUMAN = "ALTER TABLE records_event ADD COLUMN is_human boolean NOT NULL DEFAULT TRUE"


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Install the triggers."""
    del apps
    install(editor, WRITTEN_ONCE)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("records", "0015_mailboxes"),
    ]

    operations: ClassVar = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(_TAKEN_FOR, "ALTER TABLE records_event DROP COLUMN taken_for"),
                migrations.RunSQL(_IS_HUMAN, "ALTER TABLE records_event DROP COLUMN is_human"),
            ],
            [
                migrations.AddField(
                    model_name="event",
                    name="taken_for",
                    field=models.CharField(blank=True, db_default="", default="", max_length=50),
                ),
                migrations.AddField(
                    model_name="event", name="is_human", field=models.BooleanField(db_default=True, default=True)
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(condition=models.Q(("is_human", False)), fields=["visitor"], name="event_of_machine"),
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_human", models.BooleanField()),
                ("rule", models.CharField(blank=True, default="", max_length=50)),
                ("occurred_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("event", models.ForeignKey(on_delete=CASCADE, related_name="verdicts", to="records.event")),
            ],
            options={"indexes": [models.Index(fields=["event", "id"], name="verdict_by_event")]},
        ),
        migrations.CreateModel(
            name="Salt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("secret", models.CharField(max_length=64)),
            ],
        ),
        migrations.AddField(model_name="visitor", name="first_touch", field=models.JSONField(blank=True, null=True)),
        migrations.AddField(model_name="visitor", name="last_touch", field=models.JSONField(blank=True, null=True)),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
