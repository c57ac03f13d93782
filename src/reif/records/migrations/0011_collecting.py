"""Sources with public keys, what browsers claim, and what was sent and could not be used.

Whoever was named before was named by lists and people of the team: that is proof.
"""

from typing import ClassVar

from django.db import migrations, models
from django.db.models.deletion import PROTECT, SET_NULL


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("records", "0010_figures_and_jumps"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="source", name="public_key", field=models.CharField(blank=True, default="", max_length=64)
        ),
        migrations.AddField(
            model_name="visitor",
            name="claims",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=SET_NULL, related_name="claimed_by", to="records.contact"
            ),
        ),
        migrations.CreateModel(
            name="Quarantined",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500)),
                ("raw", models.TextField()),
                ("sent", models.JSONField(blank=True, default=dict)),
                ("received_at", models.DateTimeField()),
                ("replayed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "source",
                    models.ForeignKey(on_delete=PROTECT, related_name="quarantined", to="records.source"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["source", "-received_at", "-id"], name="quarantined_by_source")],
            },
        ),
        migrations.RunSQL("UPDATE records_identifier SET is_verified = TRUE", migrations.RunSQL.noop),
    ]
