"""Profiles on LinkedIn that lists, other systems or the team have said name the contact they were said of."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from reif.rules.profiles import linkedin_profile

_AT_ONCE = 1_000


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Of several contacts of a profile the first one is named by it."""
    del editor
    changes, identifiers = (apps.get_model("records", name).objects for name in ("AttributeChange", "Identifier"))
    said = changes.filter(attribute="linkedin_url", source__public_key="").order_by("id")
    fresh = []
    for each in said.select_related("contact").iterator(chunk_size=_AT_ONCE):
        profile = linkedin_profile(each.value) if isinstance(each.value, str) else None
        if profile and each.contact.attributes.get("linkedin_url") == each.value:
            named = {"contact_id": each.contact_id, "origin": each.origin, "is_verified": True}
            fresh.append(identifiers.model(kind="linkedin", value=profile, **named))
        if len(fresh) == _AT_ONCE:
            identifiers.bulk_create(fresh, ignore_conflicts=True)
            fresh = []
    identifiers.bulk_create(fresh, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("records", "0024_lead_pointers")]
    operations: ClassVar = [migrations.RunPython(forwards, migrations.RunPython.noop)]
