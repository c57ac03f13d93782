"""What privacy needs: objections, erased persons as counts, periods, an audit that can be searched."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from reif.records.triggers import install

WRITTEN_ONCE = {
    "records_objection": ["id", "is_lifted", "how", "occurred_at"],
    "records_stagechange": [
        "id",
        "from_stage",
        "to_stage",
        "from_status",
        "to_status",
        "rule",
        "score",
        "model_id",
        "occurred_at",
        "undoes_id",
    ],
}


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Install the triggers of what is new, and of moves, whose channel is emptied when a person is erased."""
    del apps
    install(editor, WRITTEN_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0006_lists_by_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Barred",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("key", models.CharField(max_length=8)),
                ("person", models.CharField(db_index=True, max_length=64)),
                ("since", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Erased",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(blank=True, default="", max_length=50)),
                ("created_at", models.DateTimeField(db_index=True)),
                ("is_simulated", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_lifted", models.BooleanField(default=False)),
                ("how", models.TextField(blank=True, default="")),
                ("occurred_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="installation",
            name="keep_audit_days",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="installation",
            name="keep_rejects_days",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["by", "-occurred_at", "-id"], name="audit_by_user"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["action", "-occurred_at", "-id"], name="audit_by_action"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["subject", "subject_id", "id"], name="audit_by_subject"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("may_be_profiled", False)), fields=["-score", "id"], name="contact_objected"
            ),
        ),
        migrations.AddField(
            model_name="stagechange",
            name="erased",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stage_changes",
                to="records.erased",
            ),
        ),
        migrations.AddIndex(
            model_name="stagechange",
            index=models.Index(
                condition=models.Q(("erased__isnull", False)),
                fields=["erased", "occurred_at", "id"],
                name="stagechange_by_erased",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="records.contact"
            ),
        ),
        migrations.AddIndex(
            model_name="objection",
            index=models.Index(fields=["contact", "occurred_at", "id"], name="objection_by_contact"),
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
