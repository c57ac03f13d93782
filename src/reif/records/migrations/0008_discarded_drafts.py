"""Drafts of scoring models can be discarded."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0007_privacy"),
    ]

    operations = [
        migrations.AddField(
            model_name="scoringmodel", name="discarded_at", field=models.DateTimeField(blank=True, null=True)
        ),
    ]
