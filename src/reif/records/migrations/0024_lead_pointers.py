"""Leads that LinkedIn and Meta have, and calls whose signature was wrong."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0023_uploads"),
    ]

    operations = [
        migrations.AddField(
            model_name="sourceday",
            name="forged",
            field=models.PositiveBigIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name="LeadPointer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("system", models.CharField(max_length=20)),
                ("lead", models.CharField(max_length=200)),
                ("form", models.CharField(blank=True, default="", max_length=200)),
                ("occurred_at", models.DateTimeField(blank=True, null=True)),
                ("received_at", models.DateTimeField()),
                ("fetched_at", models.DateTimeField(blank=True, null=True)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "fetched_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lead_pointers", to="records.source"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("source", "system", "lead"), name="leadpointer_once"),
                    models.CheckConstraint(
                        condition=models.Q(("system__in", ["linkedin", "meta"])), name="leadpointer_system_known"
                    ),
                ],
            },
        ),
    ]
