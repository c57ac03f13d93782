"""Contacts that are one, and two again: as if they had never been merged, whatever came meanwhile."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reif import confirming, lifecycle, merging, privacy
from reif.administration import add_source
from reif.collecting import Heard, collect
from reif.identify.key import key
from reif.identify.queries import doubles, numbers
from reif.integrations.tracking.segment import calls
from reif.merging import CannotMerge, TakenApart, ask_again, merge, take_apart, tell_apart
from reif.outbox._standing import verdict
from reif.protect.consents.operations import By
from reif.protect.consents.queries import consents_of
from reif.records.models import (
    AuditEntry,
    Contact,
    Double,
    Event,
    Identifier,
    Merge,
    Score,
    ScoreChange,
    Source,
    StageChange,
    Visitor,
)
from reif.rules.consent import Kind
from reif.rules.stages import Stage
from tests.form_cast import ADA, sent, version
from tests.outbox.cast import message
from tests.qualify.cast import seller
from tests.score.cast import live_model

pytestmark = [pytest.mark.django_db, pytest.mark.database]

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
PEOPLE = 3
few = settings(
    max_examples=max(8, settings().max_examples // 30),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to make a case smaller takes minutes on a database
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def server() -> Source:
    live_model()
    return add_source(name="Shop", is_public=False, by=None, at=AT)[0]


def send(source: Source, *said: dict[str, Any], at: datetime = AT) -> None:
    collect(source=source, heard=[Heard(list(calls({"batch": list(said)}, None, {})), {}, at)])
    lifecycle.catch_up(at=at)


def known(user_id: str) -> Contact:
    [number] = numbers([key(user_id=user_id)])
    assert number is not None
    return Contact.objects.get(pk=number)


def identify(user_id: str, **traits: object) -> dict[str, Any]:
    return {"type": "identify", "userId": user_id, "traits": traits}


def track(user_id: str, event: str = "Webinar Attended", **more: object) -> dict[str, Any]:
    return {"type": "track", "userId": user_id, "event": event, **more}


def vera_twice(server: Source) -> tuple[Contact, Contact]:
    send(server, identify("crm-1", email="vera@krane.example", first_name="Vera", last_name="Kran"))
    send(server, identify("shop-9", email="v.kran@web.example", seniority="owner"), track("shop-9"))
    return known("crm-1"), known("shop-9")


def test_one_story_one_score_and_every_id_leads_to_it(server: Source) -> None:
    one, other = vera_twice(server)
    merge(survivor=one, absorbed=other, by=None, at=AT)
    assert not Contact.objects.filter(pk=other.pk).exists()
    assert known("shop-9") == known("crm-1") == one
    one.refresh_from_db()
    assert (one.name, one.attributes["seniority"], one.points) == ("Vera Kran", "owner", 50)
    assert list(one.events.values_list("name", flat=True)) == ["Webinar Attended"]
    assert ScoreChange.objects.filter(contact=one).latest("id").cause == "merge"
    assert lifecycle.rebuild(contact_ids=[one.pk], at=AT) == []
    assert AuditEntry.objects.filter(action=merging.MERGED, subject_id=one.pk).exists()


def test_what_came_meanwhile_goes_back_with_whose_it_was(server: Source) -> None:
    one, other = vera_twice(server)
    done = merge(survivor=one, absorbed=other, by=None, at=AT)
    later = AT + timedelta(days=1)
    send(server, track("shop-9", "Page Viewed", properties={"path": "/pricing"}), at=later)
    send(server, track("crm-1", "Newsletter Subscribed"), identify("shop-9", budget=20_000), at=later)
    send(server, {"type": "page", "userId": "shop-9", "anonymousId": "browser"}, at=later)
    one, other = take_apart(merge=done, by=None, at=later)
    assert [each.name for each in one.events.order_by("id")] == ["Newsletter Subscribed"]
    assert [each.name for each in other.events.order_by("id")] == ["Webinar Attended", "Page Viewed", "Page Viewed"]
    assert (one.attributes.get("budget"), other.attributes["budget"]) == (None, 20_000)
    assert (one.email, other.email) == ("vera@krane.example", "v.kran@web.example")
    assert Visitor.objects.get(anonymous_id="browser").contact == other
    assert lifecycle.rebuild(contact_ids=[one.pk, other.pk], at=later) == []
    assert not Merge.objects.exists()
    assert not Event.objects.exclude(origin=None).exists()
    with pytest.raises(TakenApart):
        take_apart(merge=done, by=None, at=later)


def test_moves_and_changes_of_scores_come_back_as_they_were(server: Source) -> None:
    one, other = vera_twice(server)
    lifecycle.advance(contact=other, to=Stage.CUSTOMER, by=seller(), at=AT, why="bought")
    moves = list(StageChange.objects.filter(contact=other).order_by("id").values())
    scores = list(ScoreChange.objects.filter(contact=other).order_by("id").values())
    done = merge(survivor=one, absorbed=other, by=None, at=AT)
    one.refresh_from_db()
    assert one.stage == Stage.CUSTOMER
    one, other = take_apart(merge=done, by=None, at=AT)
    assert (one.stage, other.stage) == (Stage.SUSPECT, Stage.CUSTOMER)
    assert list(StageChange.objects.filter(contact=other).order_by("id").values()) == moves
    assert list(ScoreChange.objects.filter(contact=other).order_by("id").values())[: len(scores)] == scores


def test_a_move_that_was_taken_back_comes_back_as_taken_back(server: Source) -> None:
    one, other = vera_twice(server)
    change = lifecycle.advance(contact=other, to=Stage.CUSTOMER, by=seller(), at=AT, why="bought")
    lifecycle.undo(change=change, by=None, at=AT)
    moves = list(StageChange.objects.filter(contact=other).order_by("id").values())
    done = merge(survivor=one, absorbed=other, by=None, at=AT)
    take_apart(merge=done, by=None, at=AT)
    assert list(StageChange.objects.filter(contact=other).order_by("id").values()) == moves


def test_what_a_person_did_since_stays(server: Source) -> None:
    one, other = vera_twice(server)
    done = merge(survivor=one, absorbed=other, by=None, at=AT)
    lifecycle.advance(contact=one, to=Stage.OPPORTUNITY, by=seller(), at=AT, why="called")
    one, _ = take_apart(merge=done, by=None, at=AT)
    assert one.stage == Stage.OPPORTUNITY


def test_what_somebody_chose_counts_until_it_is_taken_back(server: Source) -> None:
    one, other = vera_twice(server)
    done = merge(survivor=one, absorbed=other, by=None, at=AT, choices={"email": "vera@krane.example", "city": "Ulm"})
    one.refresh_from_db()
    assert (one.email, one.attributes["city"]) == ("vera@krane.example", "Ulm")
    one, other = take_apart(merge=done, by=None, at=AT + timedelta(hours=1))
    assert (one.attributes.get("city"), other.attributes.get("city")) == (None, None)
    assert other.email == "v.kran@web.example"


def test_who_objected_has_objected_and_may_later_be_told_apart(server: Source) -> None:
    one, other = vera_twice(server)
    lifecycle.note_objection(contact=other, by=None, at=AT)
    done = merge(survivor=one, absorbed=other, by=None, at=AT)
    one.refresh_from_db()
    assert (one.may_be_profiled, one.points, Score.objects.filter(contact=one).exists()) == (False, 0, False)
    one, other = take_apart(merge=done, by=None, at=AT)
    assert (one.may_be_profiled, other.may_be_profiled) == (True, False)


def test_an_objection_of_the_one_they_were_is_an_objection_of_both(server: Source) -> None:
    one, other = vera_twice(server)
    done = merge(survivor=one, absorbed=other, by=None, at=AT)
    lifecycle.note_objection(contact=one, by=None, at=AT)
    one, other = take_apart(merge=done, by=None, at=AT)
    assert (one.may_be_profiled, other.may_be_profiled) == (False, False)


def test_a_call_that_names_both_proves_that_they_are_one(server: Source) -> None:
    send(server, identify("crm-1", first_name="Vera"), {"type": "page", "anonymousId": "a-1"})
    lifecycle.add_contact(attributes={"email": "vera@krane.example"}, source=None, by=None, at=AT)
    send(server, identify("crm-1", email="vera@krane.example"))
    [done] = Merge.objects.all()
    assert (done.rule, done.by) == (merging.SAME_PERSON, None)
    assert Contact.objects.get().email == "vera@krane.example"


def test_two_ids_of_another_system_are_two_rows_of_it_and_stay_two(server: Source) -> None:
    vera_twice(server)
    send(server, identify("crm-1", email="v.kran@web.example"))
    assert not Merge.objects.exists()


def test_an_alias_says_that_they_are_one(server: Source) -> None:
    vera_twice(server)
    send(server, {"type": "alias", "previousId": "shop-9", "userId": "crm-1"})
    assert Merge.objects.get().rule == merging.ALIAS
    assert Contact.objects.count() == 1
    assert known("shop-9") == known("crm-1")


def test_a_browser_merges_nobody(server: Source) -> None:
    vera_twice(server)
    site = add_source(name="www", is_public=True, by=None, at=AT)[0]
    send(site, {"type": "alias", "previousId": "shop-9", "userId": "crm-1"})
    send(site, identify("crm-1", email="v.kran@web.example"))
    assert not Merge.objects.exists()
    assert Contact.objects.count() == 2


def test_nobody_is_merged_with_themselves_or_with_nobody(server: Source) -> None:
    one, other = vera_twice(server)
    with pytest.raises(CannotMerge):
        merge(survivor=one, absorbed=one, by=None, at=AT)
    merge(survivor=one, absorbed=other, by=None, at=AT)
    with pytest.raises(CannotMerge):
        merge(survivor=one, absorbed=other, by=None, at=AT)


def test_merging_makes_no_consent_wider_and_each_goes_back_with_its_address(server: Source) -> None:
    confirmed_at = AT + timedelta(hours=1)
    confirming.confirm(submission=sent(version(at=AT), at=AT), by=By(), at=confirmed_at)
    send(server, identify("crm-1", email="ada@home.example"), at=confirmed_at)
    one, other = known("crm-1"), Contact.objects.exclude(pk=known("crm-1").pk).get()
    done = merge(survivor=one, absorbed=other, by=None, at=confirmed_at)
    mails = {
        address: message(kind=Kind.MARKETING, purpose="newsletter", key=address, address=address, contact=one)
        for address in (ADA, "ada@home.example")
    }
    at = confirmed_at + timedelta(hours=1)
    assert verdict(mails[ADA], at).basis == "consent"
    assert verdict(mails["ada@home.example"], at).refusal == "no consent"
    sent(version("other", at=at), "k2", at=at, anonymous_id="else")
    confirming.end_advertising(address=ADA, by=By(), at=at)
    assert verdict(mails[ADA], at).refusal is not None
    one, other = take_apart(merge=done, by=None, at=at)
    assert [each.address for each in consents_of(other)] == [ADA, ADA]
    assert not consents_of(one)
    assert (one.submissions.count(), other.submissions.count()) == (0, 1)


def test_who_absorbed_somebody_and_was_absorbed_knows_nothing_of_theirs_once_all_are_apart(server: Source) -> None:
    send(server, *(identify(f"u-{number}", email=f"u-{number}@krane.example") for number in range(3)))
    first, second, third = (known(f"u-{number}") for number in range(3))
    inner = merge(survivor=second, absorbed=first, by=None, at=AT)
    send(server, identify("u-0", seniority="intern"))
    outer = merge(survivor=third, absorbed=second, by=None, at=AT)
    take_apart(merge=inner, by=None, at=AT)
    take_apart(merge=outer, by=None, at=AT)
    assert [known(f"u-{number}").attributes.get("seniority") for number in range(3)] == ["intern", None, None]


def test_the_person_is_told_of_both_and_erased_as_both(server: Source) -> None:
    one, other = vera_twice(server)
    lifecycle.advance(contact=other, to=Stage.CUSTOMER, by=seller(), at=AT, why="Hat bei Vera Kran gekauft")
    merge(survivor=one, absorbed=other, by=None, at=AT)
    told_of = privacy.tell(contact=one, form="json", by=None, at=AT)
    assert told_of["merges"][0]["kept"]["StageChange"][-1]["why"] == "Hat bei Vera Kran gekauft"
    privacy.erase(contact=one, by=None, at=AT)
    for table in (Contact, Merge, Identifier, Event, StageChange):
        assert not table.objects.filter(**({"contact__isnull": False} if table is not Contact else {})).exists()
    send(server, identify("new", email="v.kran@web.example"))
    assert not Contact.objects.exists()


def proposed(one: Contact, other: Contact) -> Double:
    low, high = sorted((one.pk, other.pk))
    evidence = [{"field": "last_name", "level": "same", "weight": 7.5}]
    return Double.objects.create(one_id=low, other_id=high, probability=0.9, evidence=evidence, found_at=AT)


def test_a_double_is_answered_by_a_merge_and_asked_again_when_that_is_taken_back(server: Source) -> None:
    one, other = vera_twice(server)
    double = proposed(one, other)
    done = merge(survivor=one, absorbed=other, by=None, at=AT)
    double.refresh_from_db()
    assert (double.decision, double.decided_at, list(doubles())) == (Double.MERGED, AT, [])
    take_apart(merge=done, by=None, at=AT)
    assert list(doubles()) == [double]


def test_a_double_waits_while_one_of_the_two_is_somebody_else(server: Source) -> None:
    one, other = vera_twice(server)
    send(server, identify("fair-3", email="kran@fair.example"))
    third = known("fair-3")
    double = proposed(other, third)
    done = merge(survivor=one, absorbed=other, by=None, at=AT)
    assert not doubles()
    take_apart(merge=done, by=None, at=AT)
    assert list(doubles()) == [double]


def test_no_rule_merges_those_whom_a_person_told_apart(server: Source) -> None:
    one, other = vera_twice(server)
    proposed(one, other)
    tell_apart(one=other, other=one, by=None, at=AT)
    send(server, {"type": "alias", "previousId": "shop-9", "userId": "crm-1"})
    assert (Merge.objects.count(), list(doubles())) == (0, [])
    ask_again(one=one, other=other, by=None, at=AT)
    assert doubles().count() == 1
    send(server, {"type": "alias", "previousId": "shop-9", "userId": "crm-1"})
    assert Merge.objects.count() == 1


def test_who_is_erased_may_be_nobody_else(server: Source) -> None:
    one, other = vera_twice(server)
    send(server, identify("fair-3", email="kran@fair.example"))
    proposed(other, known("fair-3"))
    merge(survivor=one, absorbed=other, by=None, at=AT)
    assert [each["probability"] for each in privacy.tell(contact=one, form="json", by=None, at=AT)["doubles"]] == [0.9]
    privacy.erase(contact=one, by=None, at=AT)
    assert not Double.objects.exists()


who = st.integers(0, PEOPLE - 1)
deeds = st.one_of(
    st.tuples(
        st.just("track"),
        who,
        st.sampled_from(["Page Viewed", "Webinar Attended", "Offer Requested", "Newsletter Subscribed"]),
        st.integers(0, 40),
    ),
    st.tuples(st.just("visit"), who, st.integers(0, 3), st.integers(0, 3)),
    st.tuples(st.just("learn"), who, st.sampled_from(["owner", "intern"]), st.sampled_from([5, 20_000])),
    st.tuples(st.just("merge"), who, who),
    st.tuples(st.just("merge"), who, who),
    st.tuples(st.just("take apart"), who),
)


def test_taken_apart_they_are_as_those_who_were_never_merged() -> None:
    seen: Counter[str] = Counter()

    @few
    @given(history=st.lists(deeds, min_size=4, max_size=14))
    def are_as_never_merged(history: list[tuple[Any, ...]]) -> None:
        with transaction.atomic():
            live_model()
            source = add_source(name="Shop", is_public=False, by=None, at=AT)[0]
            at = play(source, history, seen)
            merged = list(Contact.objects.values_list("id", flat=True))
            assert lifecycle.rebuild(contact_ids=merged, at=at) == []
            while (done := Merge.objects.order_by("?").first()) is not None:
                take_apart(merge=done, by=None, at=at)
            for number in range(PEOPLE):
                assert told(f"u-{number}") == told(f"t-{number}"), (number, history)
            assert lifecycle.rebuild(contact_ids=Contact.objects.values_list("id", flat=True), at=at) == []
            transaction.set_rollback(True)

    are_as_never_merged()
    assert {"track", "visit", "learn", "merge", "take apart"} <= seen.keys()
    assert seen["nested"]


def play(source: Source, history: list[tuple[Any, ...]], seen: Counter[str]) -> datetime:
    """Each deed by the one who may be merged, and the same by a twin who is not."""
    at = AT
    send(source, *(identify(f"{of}-{number}", email=mail(of, number)) for of in "ut" for number in range(PEOPLE)))
    for place, (deed, number, *of) in enumerate(history):
        at += timedelta(hours=7)
        seen[deed] += 1
        if deed == "merge":
            one, other = known(f"u-{number}"), known(f"u-{of[0]}")
            if one != other:
                seen["nested"] += Merge.objects.filter(contact=other).exists()
                merge(survivor=one, absorbed=other, by=None, at=at)
        elif deed == "take apart":
            done = Merge.objects.filter(contact=known(f"u-{number}")).order_by("absorbed").first()
            if done is not None:
                take_apart(merge=done, by=None, at=at)
        else:
            for twin in "ut":
                send(source, call_of(deed, f"{twin}-{number}", of, at, f"{twin}{place}"), at=at)
    return at


def call_of(deed: str, name: str, of: list[Any], at: datetime, message_id: str) -> dict[str, Any]:
    if deed == "track":
        when = (at - timedelta(days=of[1])).isoformat()
        return track(name, of[0], messageId=message_id, timestamp=when, properties={"path": "/pricing"})
    if deed == "visit":
        named = {"userId": name} if of[1] == 0 else {}
        browser = f"{name}-browser-{of[0]}"
        return {"type": "page", "anonymousId": browser, "messageId": message_id, **named, "name": "Home"}
    return identify(name, seniority=of[0], budget=of[1])


def mail(of: str, number: int) -> str:
    return f"{of}-{number}@krane.example"


def news_of(facts: Iterable[tuple[str, object, datetime]]) -> Iterator[tuple[str, object, datetime]]:
    """Without what was known already: of the one it was said again, of the contact that they were it was news."""
    known: dict[str, object] = {}
    for name, value, at in facts:
        if known.get(name) != value:
            known[name] = value
            yield name, value, at


def told(user_id: str) -> dict[str, Any]:
    """What is to be seen of somebody, without what names them."""
    contact = known(user_id)
    columns = ("points", "level", "temperature", "grade", "stage", "status", "proposed_stage", "last_activity")
    events = contact.events.order_by("occurred_at", "name").values_list("name", "occurred_at", "is_human")
    facts = contact.attribute_changes.exclude(attribute="email").order_by("occurred_at", "attribute")
    ids = Identifier.objects.filter(contact=contact).order_by("kind", "value").values_list("kind", "value")
    return {
        **{name: getattr(contact, name) for name in columns},
        "attributes": {name: value for name, value in contact.attributes.items() if name != "email"},
        "email": contact.email[1:],
        "created_at": contact.created_at,
        "last_activity_at": contact.last_activity_at,
        "events": list(events),
        "facts": list(news_of(facts.values_list("attribute", "value", "occurred_at"))),
        "ids": [(kind, value[1:]) for kind, value in ids],
        "browsers": [each[1:] for each in contact.visitors.order_by("id").values_list("anonymous_id", flat=True)],
    }
