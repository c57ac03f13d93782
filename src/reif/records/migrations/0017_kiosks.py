"""Tablets on which a form stands, and when what they sent happened."""

from typing import ClassVar

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import PROTECT, SET_NULL


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("records", "0016_bots"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Kiosk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("pin", models.CharField(max_length=6)),
                ("invitation", models.CharField(blank=True, default="", max_length=64)),
                ("invited_at", models.DateTimeField()),
                ("secret", models.CharField(blank=True, default="", max_length=64)),
                ("set_up_at", models.DateTimeField(blank=True, null=True)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("form", models.ForeignKey(on_delete=PROTECT, related_name="kiosks", to="records.form")),
            ],
        ),
        migrations.AddField(
            model_name="submission", name="occurred_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="submission",
            name="kiosk",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=PROTECT, related_name="submissions", to="records.kiosk"
            ),
        ),
    ]
