"""Requests of clients wait to be read."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [("records", "0011_collecting")]

    operations = [
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=20)),
                ("type", models.CharField(blank=True, default="", max_length=20)),
                ("beside", models.JSONField(blank=True, default=dict)),
                ("body", models.BinaryField()),
                ("calls", models.PositiveIntegerField()),
                ("received_at", models.DateTimeField()),
                ("source", models.ForeignKey(on_delete=PROTECT, related_name="+", to="records.source")),
            ],
        ),
    ]
