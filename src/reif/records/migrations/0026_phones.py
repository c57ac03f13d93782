"""Telephone numbers that lists, other systems or the team have said name, with their names, whom they were said of."""

from typing import ClassVar

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from reif.rules.phones import country_of, number_and_name

_AT_ONCE = 1_000


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Of several contacts of a number and a name the first one is named by it."""
    del editor
    changes, identifiers, installations = (
        apps.get_model("records", name).objects for name in ("AttributeChange", "Identifier", "Installation")
    )
    time_zone = installations.values_list("time_zone", flat=True).first()
    home = country_of(settings.TIME_ZONE if time_zone is None else time_zone)
    said = changes.filter(attribute="phone", source__public_key="").order_by("id")
    fresh = []
    for each in said.select_related("contact").iterator(chunk_size=_AT_ONCE):
        phone = number_and_name(each.contact.attributes, home)
        if phone and each.contact.attributes.get("phone") == each.value:
            named = {"contact_id": each.contact_id, "origin": each.origin, "is_verified": True}
            fresh.append(identifiers.model(kind="phone", value=phone, **named))
        if len(fresh) == _AT_ONCE:
            identifiers.bulk_create(fresh, ignore_conflicts=True)
            fresh = []
    identifiers.bulk_create(fresh, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("records", "0025_profiles")]
    operations: ClassVar = [migrations.RunPython(forwards, migrations.RunPython.noop)]
