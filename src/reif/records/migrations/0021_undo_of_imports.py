"""What an import made, so that it can be undone."""

from typing import ClassVar

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import SET_NULL


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("records", "0020_doubles"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="import", name="is_undoable", field=models.BooleanField(db_default=False, default=False)
        ),
        migrations.AddField(
            model_name="import", name="undoing_since", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(model_name="import", name="undone_at", field=models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            model_name="import",
            name="undone_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="made_by",
            field=models.ForeignKey(
                blank=True, db_index=False, null=True, on_delete=SET_NULL, related_name="+", to="records.import"
            ),
        ),
    ]
