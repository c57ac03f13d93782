"""Which field each name of a lead holds that another system brings."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("records", "0018_who_is_who")]

    operations: ClassVar = [
        migrations.AddField(model_name="source", name="field_map", field=models.JSONField(blank=True, default=dict)),
    ]
