"""All that Today asks of a score that jumped, in the index that finds it."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("records", "0021_undo_of_imports"),
    ]

    operations: ClassVar = [
        migrations.RemoveIndex(model_name="scorechange", name="scorechange_steep"),
        migrations.AddIndex(
            model_name="scorechange",
            index=models.Index(
                fields=["model", "as_of", "id", "cause", "contact", "points", "points_before", "event"],
                name="scorechange_steep",
                condition=Q(points__gte=F("points_before") + 10) | Q(points__lte=F("points_before") - 10),
            ),
        ),
    ]
