"""What the settings make of the system."""

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

INSERT = "INSERT INTO records_identifier (contact_id, kind, value, is_verified) VALUES (99, 'email', 'a', false)"


def insert_an_orphan() -> None:
    with connection.cursor() as cursor:
        cursor.execute(INSERT)


@pytest.mark.django_db(transaction=True)
def test_every_connection_keeps_foreign_keys() -> None:
    with pytest.raises(DatabaseError, match=r"(?i)foreign key"):
        insert_an_orphan()


def test_times_are_aware_and_users_are_ours() -> None:
    assert settings.USE_TZ
    assert settings.AUTH_USER_MODEL == "records.User"
