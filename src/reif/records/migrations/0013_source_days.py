"""How much comes from each source, day by day."""

from django.db import migrations, models
from django.db.models.deletion import CASCADE


class Migration(migrations.Migration):
    dependencies = [("records", "0012_arrivals")]

    operations = [
        migrations.CreateModel(
            name="SourceDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("taken", models.PositiveBigIntegerField(default=0)),
                ("known", models.PositiveBigIntegerField(default=0)),
                ("quarantined", models.PositiveBigIntegerField(default=0)),
                ("last_at", models.DateTimeField()),
                ("source", models.ForeignKey(on_delete=CASCADE, related_name="days", to="records.source")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("source", "day"), name="sourceday_once")]},
        ),
    ]
