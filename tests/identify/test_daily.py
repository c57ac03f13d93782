"""Ids of a day: the same for every process that day, and nobody's afterwards."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from reif.config.schedule import KINDS
from reif.identify.daily import destroy_salts, id_of_the_day, network_of
from reif.jobs.operations import enqueue
from reif.jobs.running import run_one
from reif.records.models import Job, Salt, Source
from tests.records.rows import source

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)


def who(of: Source, address: str = "192.0.2.7", agent: str = "Firefox", at: datetime = AT) -> str:
    return id_of_the_day(source=of, address=address, user_agent=agent, at=at)


@pytest.mark.django_db
def test_it_holds_for_a_day_a_network_a_browser_and_a_source() -> None:
    here, other = source(), Source.objects.create(name="other", created_at=AT)
    assert who(here) == who(here, "192.0.2.200") == who(here, at=AT + timedelta(hours=11))
    others = {
        who(here),
        who(here, "192.0.3.7"),
        who(here, agent="Chrome"),
        who(other),
        who(here, at=AT + timedelta(days=1)),
    }
    assert len(others) == 5
    assert all(each.startswith("day-") and len(each) == 36 for each in others)
    assert who(here, at=datetime(2026, 11, 27, 0, 30, tzinfo=UTC).astimezone()) == who(here, at=AT + timedelta(days=1))


@pytest.mark.django_db
def test_yesterdays_ids_cannot_be_worked_out_again() -> None:
    here = source()
    before = who(here)
    tomorrow = AT + timedelta(days=1)
    who(here, at=tomorrow)
    assert destroy_salts(before=tomorrow) == 1
    assert [salt.day for salt in Salt.objects.all()] == [tomorrow.date()]
    assert who(here) != before


@pytest.mark.django_db
def test_the_worker_destroys_them_and_what_the_files_hold_of_them() -> None:
    who(source(), at=AT - timedelta(days=2))
    who(source())
    enqueue(kind="salts", at=AT)
    assert run_one(kinds=KINDS, now=lambda: AT)
    assert [salt.day for salt in Salt.objects.all()] == [AT.date()]
    assert Job.objects.filter(kind="wipe").exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_processes_at_once_all_have_the_same() -> None:
    here = source()
    found: list[str] = []
    ready = threading.Barrier(4)

    def ask() -> None:
        try:
            ready.wait()
            with transaction.atomic():
                found.append(who(here))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == Salt.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        (" 192.0.2.255 ", "192.0.2.0/24"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", ""),
        ("unix:", ""),
        ("192.0.2.7:80", ""),
    ],
)
def test_of_an_address_the_network_counts(address: str, network: str) -> None:
    assert network_of(address) == network


@given(st.ip_addresses(), st.integers(0, 255))
def test_the_last_part_of_an_address_is_not_kept(address: object, last: int) -> None:
    other = type(address)(int(address) // 256 * 256 + last)  # type: ignore[call-overload, call-arg] # either kind
    assert network_of(str(address)) == network_of(str(other))
