"""Pairs of contacts that may be one, and what people said of them."""

from typing import ClassVar

from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.deletion import SET_NULL


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("records", "0019_field_maps"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Double",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("one_id", models.BigIntegerField()),
                ("other_id", models.BigIntegerField()),
                ("probability", models.FloatField()),
                ("evidence", models.JSONField(default=list)),
                ("found_at", models.DateTimeField()),
                ("decision", models.CharField(blank=True, default="", max_length=6)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["one_id", "other_id"], name="double_once"),
                    models.CheckConstraint(condition=Q(one_id__lt=F("other_id")), name="double_in_order"),
                    models.CheckConstraint(condition=Q(probability__range=(0, 1)), name="double_probability"),
                    models.CheckConstraint(
                        condition=Q(decision="", decided_at=None)
                        | Q(decision__in=["merged", "apart"], decided_at__isnull=False),
                        name="double_decided",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["-probability", "id"], name="double_open", condition=Q(decision="")),
                    models.Index(fields=["other_id"], name="double_by_other"),
                ],
            },
        ),
    ]
