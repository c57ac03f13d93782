"""What people do with a contact: each in one click, told in place, with the way back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from reif.records.enums import Role
from reif.records.models import Contact, Event, StageChange
from tests.web.cast import Cast


def do(client: Client, contact: Contact, action: str, **sent: str) -> str:
    """The page after it, as a browser sees it."""
    answer = client.post(f"/contacts/{contact.pk}/{action}", sent, follow=True)
    contact.refresh_from_db()
    return answer.content.decode()


def propose(contact: Contact) -> None:
    Contact.objects.filter(pk=contact.pk).update(
        proposed_stage="prospect", proposed_by_rule="gate", proposed_at=timezone.now()
    )


@pytest.mark.django_db
def test_accept_and_take_back(seller: Client, cast: Cast) -> None:
    propose(cast.tobias)
    assert "Accept as Prospect?" in seller.get(f"/contacts/{cast.tobias.pk}").content.decode()
    page = do(seller, cast.tobias, "accept")
    assert cast.tobias.stage == "prospect"
    assert "Becomes Prospect." in page
    change = StageChange.objects.latest("id")
    assert change.by == cast.users[Role.SALES]
    assert f'name="change" value="{change.pk}"' in page
    page = do(seller, cast.tobias, "undo", change=str(change.pk))
    assert cast.tobias.stage == "lead"
    assert "Taken back." in page


@pytest.mark.django_db
def test_who_is_too_late_is_told(seller: Client, cast: Cast) -> None:
    propose(cast.tobias)
    do(seller, cast.tobias, "accept")
    answer = seller.post(f"/contacts/{cast.tobias.pk}/accept")
    assert answer.status_code == 409
    assert "somebody else was faster" in answer.content.decode()
    change = StageChange.objects.latest("id")
    do(seller, cast.tobias, "undo", change=str(change.pk))
    assert "This has been taken back before." in do(seller, cast.tobias, "undo", change=str(change.pk))


@pytest.mark.django_db
def test_decline(seller: Client, cast: Cast) -> None:
    propose(cast.tobias)
    assert "The proposal is declined." in do(seller, cast.tobias, "decline")
    assert (cast.tobias.stage, cast.tobias.proposed_stage) == ("lead", "")


@pytest.mark.django_db
def test_give_up_and_take_up_again(seller: Client, cast: Cast) -> None:
    page = do(seller, cast.oliver, "disqualify", reason="no_budget", why="asked twice")
    assert (cast.oliver.status, cast.oliver.status_reason) == ("disqualified", "no_budget")
    assert "no budget" in page
    assert "asked twice" in page
    assert "Giving somebody up needs a reason." in do(seller, cast.tobias, "disqualify", reason="whim")
    do(seller, cast.oliver, "reactivate")
    assert cast.oliver.status == "active"


@pytest.mark.django_db
def test_put_off(seller: Client, cast: Cast) -> None:
    on = timezone.localdate() + timedelta(days=30)
    do(seller, cast.oliver, "recycle", on=on.isoformat())
    assert (cast.oliver.status, cast.oliver.look_again_on) == ("recycled", on)
    for wrong in ("", "soon", "2026-99-99", "9999-12-31"):
        assert "needs a day to look again" in do(seller, cast.tobias, "recycle", on=wrong)
    assert "The day must be to come." in do(seller, cast.tobias, "recycle", on="2020-01-01")


@pytest.mark.django_db
def test_move_both_ways(seller: Client, cast: Cast) -> None:
    do(seller, cast.tobias, "advance", to="customer", why="bought at the fair")
    assert cast.tobias.stage == "customer"
    assert "Goes back to Lead." in do(seller, cast.tobias, "advance", to="lead", why="returned it")
    assert "There is no such stage." in do(seller, cast.tobias, "advance", to="king")
    assert "The contact is there already." in do(seller, cast.tobias, "advance", to="lead")


@pytest.mark.django_db
def test_assign_and_take_back(seller: Client, cast: Cast) -> None:
    manager = cast.users[Role.MANAGER]
    page = do(seller, cast.annika, "assign", owner=str(manager.pk))
    assert cast.annika.owner == manager
    assert "Now with Anke Vollmer." in page
    assert f'name="owner" value="{cast.users[Role.SALES].pk}"' in page
    do(seller, cast.annika, "assign", owner="")
    assert cast.annika.owner is None
    for wrong in ("x", "999999", "9" * 40):
        assert "There is no such user any more." in do(seller, cast.annika, "assign", owner=wrong)


@pytest.mark.django_db
def test_later_and_now_again(seller: Client, cast: Cast) -> None:
    assert "Put off until tomorrow." in do(seller, cast.annika, "snooze", days="1")
    assert cast.annika.snoozed_until is not None
    do(seller, cast.annika, "snooze", days="0")
    assert cast.annika.snoozed_until is None
    for wrong in ("", "-1", "99999999999"):
        assert "So many days cannot be." in do(seller, cast.annika, "snooze", days=wrong)


@pytest.mark.django_db
def test_moves_of_another_contact_are_not_taken_back_here(seller: Client, cast: Cast) -> None:
    do(seller, cast.tobias, "advance", to="customer", why="")
    change = StageChange.objects.latest("id")
    assert seller.post(f"/contacts/{cast.annika.pk}/undo", {"change": change.pk}).status_code == 404
    assert seller.post(f"/contacts/{cast.annika.pk}/undo", {"change": "x"}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["done=moved&change=x", "done=moved&change=99999999", "done=", "done=snoozed"])
def test_an_address_cannot_tell_what_was_not_done(seller: Client, cast: Cast, asked: str) -> None:
    assert 'class="done"' not in seller.get(f"/contacts/{cast.annika.pk}?{asked}").content.decode()


@pytest.mark.django_db
def test_what_a_program_did_is_told_in_muted_words_and_can_count_after_all(seller: Client, cast: Cast) -> None:
    now = timezone.now()
    given = {"contact": cast.tobias, "source": cast.source, "received_at": now}
    told = {"name": "Demo Requested", "occurred_at": now - timedelta(minutes=5), "taken_for": "crawler"}
    event = Event.objects.create(**given, **told, is_human=False)
    page = seller.get(f"/contacts/{cast.tobias.pk}").content.decode()
    assert 'class="moment machine"' in page
    assert "Does not count: the browser says itself that it is a program." in page
    page = do(seller, cast.tobias, "judge", events=f"{event.pk},x,{event.pk + 999}", human="1")
    event.refresh_from_db()
    assert event.is_human
    assert "Counts from now on." in page
    assert 'class="moment machine"' not in page
    assert cast.tobias.last_activity == "Demo Requested"
    page = do(seller, cast.tobias, "judge", events=str(event.pk), human="0")
    assert "Does not count: somebody of the team says so." in page
    assert [each.by for each in event.verdicts.all()] == [cast.users[Role.SALES]] * 2


@pytest.mark.django_db
def test_nobody_judges_what_others_did(seller: Client, cast: Cast) -> None:
    now = timezone.now()
    of_another = Event.objects.create(
        contact=cast.annika, source=cast.source, name="Page Viewed", occurred_at=now, received_at=now
    )
    do(seller, cast.tobias, "judge", events=str(of_another.pk), human="0")
    of_another.refresh_from_db()
    assert of_another.is_human
