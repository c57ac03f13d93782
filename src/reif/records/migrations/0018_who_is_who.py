"""Contacts that turned out to be one, and whose the rows of a survivor would be without that."""

from typing import ClassVar

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import PROTECT, SET_NULL

WITH_AN_ORIGIN = (
    "identifier",
    "visitor",
    "event",
    "attributechange",
    "submission",
    "consent",
    "message",
    "objection",
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("records", "0017_kiosks"),
    ]

    operations: ClassVar = [
        *(
            migrations.AddField(model_name=name, name="origin", field=models.BigIntegerField(blank=True, null=True))
            for name in WITH_AN_ORIGIN
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.BigIntegerField(blank=True, null=True)),
                ("absorbed", models.BigIntegerField(unique=True)),
                ("kept", models.JSONField(default=dict)),
                ("before", models.JSONField(default=dict)),
                ("rule", models.CharField(blank=True, default="", max_length=50)),
                ("merged_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("contact", models.ForeignKey(on_delete=PROTECT, related_name="merges", to="records.contact")),
            ],
            options={"indexes": [models.Index(fields=["contact", "merged_at"], name="merge_by_contact")]},
        ),
    ]
