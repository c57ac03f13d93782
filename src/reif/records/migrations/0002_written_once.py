"""The database refuses to change what is written once."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from reif.records.triggers import install

WRITTEN_ONCE = {
    "records_attributechange": ["id", "attribute", "value", "source_id", "occurred_at", "received_at"],
    "records_auditentry": ["id", "action", "subject", "subject_id", "details", "occurred_at"],
    "records_event": [
        "id",
        "source_id",
        "message_id",
        "name",
        "properties",
        "channel",
        "campaign",
        "occurred_at",
        "received_at",
    ],
    "records_scoringmodel": ["number", "name", "text", "created_at"],
    "records_scorechange": [
        "id",
        "model_id",
        "as_of",
        "score",
        "points",
        "level",
        "temperature",
        "grade",
        "fit",
        "engagement",
        "probability",
        "excluded",
        "cause",
        "points_before",
    ],
    "records_stagechange": [
        "id",
        "from_stage",
        "to_stage",
        "from_status",
        "to_status",
        "rule",
        "channel",
        "score",
        "model_id",
        "occurred_at",
        "undoes_id",
    ],
}


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Install the triggers."""
    del apps
    install(editor, WRITTEN_ONCE)


class Migration(migrations.Migration):
    """After the tables."""

    dependencies: ClassVar = [("records", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(forwards, migrations.RunPython.noop)]
