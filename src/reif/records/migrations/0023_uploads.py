"""Lists that were sent by the browser, on their way in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0022_jumps_by_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=500)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("whole_at", models.DateTimeField(blank=True, null=True)),
                ("kind", models.CharField(blank=True, default="", max_length=20)),
                ("mapping", models.JSONField(blank=True, default=dict)),
                ("source", models.CharField(max_length=200)),
                ("found", models.JSONField(blank=True, null=True)),
                ("problem", models.CharField(blank=True, default="", max_length=1000)),
                ("rehearsal", models.JSONField(blank=True, null=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploads",
                        to="records.import",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UploadPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="records.upload"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("of", "number"), name="uploadpart_once")],
            },
        ),
    ]
