"""Who clients mean, what they say of them and what they did, in the records."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, transaction
from django.db.models import Count

from reif import lifecycle
from reif.administration import add_source
from reif.capture.operations import hold_arrivals
from reif.collecting import ERASED, UNREAD, Collected, Heard, collect, receive, replay, replay_all, take_in
from reif.following import catch_up
from reif.identify.daily import Origin
from reif.identify.queries import Touches, touches
from reif.integrations.tracking.call import Call, Unusable
from reif.integrations.tracking.letter import Letter
from reif.integrations.tracking.segment import calls
from reif.lifecycle import rebuild
from reif.records.models import Arrival, Contact, Event, Identifier, Quarantined, Salt, Source, Verdict, Visitor
from reif.rules.traits import MOST_TRAITS
from tests.score.cast import live_model

pytestmark = [pytest.mark.django_db, pytest.mark.database]

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def server() -> Source:
    return add_source(name="Shop", is_public=False, by=None, at=AT)[0]


@pytest.fixture
def site() -> Source:
    return add_source(name="www", is_public=True, by=None, at=AT)[0]


def send(source: Source, *said: dict[str, Any], at: datetime = AT) -> Collected:
    return collect(source=source, heard=[Heard(list(calls({"batch": list(said)}, None, {})), {}, at)])


def track(event: str = "Demo Requested", **more: object) -> dict[str, Any]:
    return {"type": "track", "userId": "u-1", "event": event, **more}


def test_it_is_counted(server: Source) -> None:
    assert send(server, track(messageId="1"), track(messageId="2"), {"type": "track"}) == Collected(2, 0, 1)
    assert send(server, track(messageId="1")) == Collected(0, 1, 0)


def test_words_of_other_systems_become_those_of_the_catalogue(server: Source) -> None:
    page = {"type": "page", "userId": "u-1", "name": "Preise", "context": {"page": {"path": "/preise", "x": 1}}}
    send(
        server, track("demo requested"), page, {"type": "screen", "userId": "u-1", "name": "Start"}, track("Own Thing")
    )
    found = list(Event.objects.order_by("id").values_list("name", "properties"))
    assert found == [
        ("Demo Requested", {}),
        ("Page Viewed", {"path": "/preise", "name": "Preise"}),
        ("Screen Viewed", {"name": "Start"}),
        ("Own Thing", {}),
    ]


def test_a_server_does_not_make_everybody_come_by_the_website(server: Source, site: Source) -> None:
    send(server, track("Trade Fair Visited"))
    assert Event.objects.get().channel == Contact.objects.get().channel == ""
    said = {"context": {"campaign": {"name": "Herbst", "source": "newsletter", "content": "oben"}}}
    send(site, {"type": "page", "anonymousId": "a-1", **said})
    event = Event.objects.get(contact=None)
    assert (event.channel, event.campaign) == ("newsletter", "Herbst")
    assert event.properties["campaign"] == {"source": "newsletter", "content": "oben"}


def test_a_group_is_where_somebody_works(server: Source) -> None:
    send(server, {"type": "group", "userId": "u-1", "groupId": "g", "traits": {"name": "Krane KG", "employees": "40"}})
    contact = Contact.objects.get()
    assert (contact.company_name, contact.attributes["employees"]) == ("Krane KG", 40)


def test_with_a_visitors_story_the_contact_is_known_since_its_first_sign(server: Source, site: Source) -> None:
    first = AT - timedelta(days=3)
    send(site, {"type": "page", "anonymousId": "a-1"}, at=first)
    send(server, {"type": "identify", "userId": "u-1", "anonymousId": "a-1"})
    assert Contact.objects.get().rescore_at == AT
    assert catch_up(at=AT) == 1
    contact = Contact.objects.get()
    assert contact.created_at == contact.last_activity_at == first
    send(site, {"type": "page", "anonymousId": "a-1"}, at=AT + timedelta(hours=1))
    assert contact.events.count() == 2
    assert Visitor.objects.get().last_seen_at == AT + timedelta(hours=1)


def test_two_people_at_one_device(server: Source) -> None:
    send(server, track(anonymousId="shared"))
    send(server, track(userId="u-2", anonymousId="shared"))
    one, two = Contact.objects.order_by("id")
    assert (one.events.count(), two.events.count()) == (1, 1)
    assert Visitor.objects.get().contact == one


class TestAlias:
    """Another name for somebody."""

    def test_a_visitor_turns_out_to_be_a_contact(self, server: Source) -> None:
        send(server, {"type": "page", "anonymousId": "a-1"})
        send(server, {"type": "alias", "previousId": "a-1", "userId": "u-1"})
        assert Event.objects.get().contact == Contact.objects.get()

    def test_a_contact_is_found_by_both_names(self, server: Source) -> None:
        send(server, track())
        send(server, {"type": "alias", "previousId": "u-1", "userId": "u-2"}, track(userId="u-2"))
        assert Contact.objects.get().events.count() == 2

    def test_it_holds_from_then_on_within_a_batch_too(self, server: Source) -> None:
        send(server, track(), {"type": "alias", "previousId": "u-1", "userId": "u-2"}, track(userId="u-2"))
        assert Contact.objects.get().events.count() == 2

    def test_two_contacts_are_made_one_unless_a_list_knows_them_as_two(self, server: Source) -> None:
        send(server, track(), track(userId="u-2"), track(userId="u-3"))
        assert send(server, {"type": "alias", "previousId": "u-3", "userId": "u-2"}) == Collected(0, 0, 0)
        for number, each in enumerate(Contact.objects.order_by("id")):
            Contact.objects.filter(pk=each.pk).update(lead_id=f"row-{number}")
        alias = {"type": "alias", "previousId": "u-1", "userId": "u-2"}
        assert send(server, alias) == Collected(0, 0, 1)
        assert "for people to say" in Quarantined.objects.get().reason
        assert Contact.objects.count() == 2

    def test_who_is_aliased_to_themselves_stays(self, server: Source) -> None:
        send(server, track())
        assert send(server, {"type": "alias", "previousId": "u-1", "userId": "u-1"}) == Collected(0, 0, 0)

    def test_a_browser_gives_nobody_another_name(self, server: Source, site: Source) -> None:
        send(server, track())
        send(site, {"type": "alias", "previousId": "u-1", "userId": "evil", "anonymousId": "a-1"})
        assert not Identifier.objects.filter(value="evil", contact__events__isnull=False).exists()


def test_names_without_end(server: Source) -> None:
    """What a client makes up names for is kept apart, and the rest is known."""
    first = {"type": "identify", "userId": "u-1", "traits": {f"t{number}": number for number in range(250)}}
    second = {"type": "identify", "userId": "u-1", "traits": {"t7": "new", **{f"s{n}": n for n in range(60)}}}
    assert send(server, first, second, track()) == Collected(3, 0, 1)
    who = Contact.objects.get()
    assert (len(who.attributes), who.attributes["t7"], who.attributes["s49"]) == (MOST_TRAITS, "new", 49)
    kept = Quarantined.objects.get()
    assert kept.reason.endswith("not these: s50, s51, s52, s53, s54, s55, s56, s57, s58, s59")
    assert replay_all(source=server, now=lambda: AT) == Collected(0, 0, 1)


def click(link: str, seconds: float = 0, **more: object) -> dict[str, Any]:
    properties = {"email_id": "m-1", "link_url": link}
    when = (AT - timedelta(minutes=1) + timedelta(seconds=seconds)).isoformat()
    return track("Email Link Clicked", properties=properties, timestamp=when, messageId=f"{link}{seconds}", **more)


class TestMachines:
    """What comes too fast for a hand, also where one sees so only afterwards."""

    def held(self) -> list[bool]:
        return list(Event.objects.order_by("occurred_at", "id").values_list("is_human", flat=True))

    def test_all_links_of_a_mail_in_one_request(self, server: Source) -> None:
        send(server, click("a"), click("b", 0.2), click("c", 400))
        assert self.held() == [False, False, True]
        assert set(Event.objects.values_list("taken_for", flat=True)) == {"", "all_links_at_once"}

    def test_and_in_one_each(self, server: Source) -> None:
        live_model()
        for place, link in enumerate("abc"):
            send(server, click(link, place * 3), at=AT + timedelta(seconds=place))
            catch_up(at=AT + timedelta(seconds=place))
        assert self.held() == [False, False, False]
        assert list(Verdict.objects.values_list("rule", "by")) == [("all_links_at_once", None)] * 2
        contact = Contact.objects.get()
        assert (contact.last_activity, lifecycle.rebuild(contact_ids=[contact.pk], at=AT + timedelta(hours=1))) == (
            "",
            [],
        )

    def test_who_became_a_lead_by_the_first_click_is_none_after_the_second(self, server: Source) -> None:
        live_model()
        traits = {"email": "ada@krane.example"}
        send(server, {"type": "identify", "userId": "u-1", "traits": traits}, click("a"))
        catch_up(at=AT)
        assert Contact.objects.get().stage == "lead"
        send(server, click("b", 0.2), at=AT + timedelta(seconds=2))
        catch_up(at=AT + timedelta(seconds=3))
        contact = Contact.objects.get()
        assert (contact.stage, contact.last_activity) == ("suspect", "")
        assert lifecycle.rebuild(contact_ids=[contact.pk], at=AT + timedelta(hours=1)) == []

    def test_a_retry_is_no_second_click(self, server: Source) -> None:
        for _ in range(3):
            send(server, click("a"), click("b", 30))
        assert self.held() == [True, True]

    def test_who_was_judged_stays_so(self, server: Source) -> None:
        send(server, click("a"))
        lifecycle.revise(events=list(Event.objects.all()), is_human=False, by=None, at=AT)
        lifecycle.revise(events=list(Event.objects.all()), is_human=True, by=None, at=AT)
        send(server, click("b", 0.2))
        assert self.held() == [True, False]

    def test_a_visitor_who_is_too_fast(self, server: Source, site: Source) -> None:
        views = [{"type": "page", "anonymousId": "a-1", "messageId": str(place)} for place in range(60)]
        send(server, *views)
        assert all(self.held())
        for start in range(0, 60, 10):
            send(site, *views[start : start + 10], at=AT + timedelta(seconds=start / 10))
        assert self.held()[60:] == [False] * 60


class TestTouches:
    """By what a visitor came first and last, and so the contact."""

    def page(self, at: datetime, query: str = "", referrer: str = "", who: str = "a-1") -> dict[str, Any]:
        page = {"url": f"https://x.example/p{query}", "path": "/p", "referrer": referrer}
        return {"type": "page", "anonymousId": who, "context": {"page": page}, "timestamp": at.isoformat()}

    def test_first_and_last(self, server: Source, site: Source) -> None:
        days = [AT - timedelta(days=each) for each in (5, 4, 3, 2)]
        send(site, self.page(days[1], referrer="https://search.example/?q=x"))
        send(site, self.page(days[2], "?utm_source=li&utm_campaign=Herbst&gclid=abc"), self.page(days[3]))
        send(site, self.page(days[0], "?utm_medium=email"))
        send(server, {"type": "identify", "userId": "u-1", "anonymousId": "a-1"})
        found = touches(Contact.objects.get())
        assert found.first == {"at": days[0].isoformat(), "channel": "email", "medium": "email", "path": "/p"}
        assert found.last is not None
        assert (found.last["name"], found.last["channel"], found.last["gclid"]) == ("Herbst", "ads", "abc")
        assert Contact.objects.get().channel == ""

    def test_a_contact_was_several_visitors(self, server: Source, site: Source) -> None:
        send(site, self.page(AT, "?utm_source=b", who="b"), self.page(AT - timedelta(days=1), "?utm_source=a", who="a"))
        for name in "ab":
            send(server, {"type": "identify", "userId": "u-1", "anonymousId": name})
        found = touches(Contact.objects.get())
        assert ((found.first or {})["source"], (found.last or {})["source"]) == ("a", "b")

    def test_nothing_is_known_of_whom_nobody_saw_come(self, server: Source) -> None:
        send(server, track(anonymousId="a-1"))
        assert touches(Contact.objects.get()) == Touches(None, None)


ORIGIN = Origin("192.0.2.7", "Mozilla/5.0 (X11) Firefox/130.0")
VIEW: dict[str, Any] = {"type": "page", "properties": {"path": "/p"}}


def arrive(source: Source, *said: dict[str, Any], at: datetime = AT, origin: Origin = ORIGIN) -> None:
    """What came over the wire, read."""
    batch = {"batch": list(said)}
    receive(source=source, letter=Letter("segment", None, batch), body=json.dumps(batch).encode(), at=at, origin=origin)
    assert take_in() == 1


class TestWithoutAnId:
    """Whoever consents to nothing sends no id."""

    def test_it_is_a_visitor_for_the_day(self, site: Source) -> None:
        for days in (0, 0, 1):
            arrive(site, VIEW, at=AT + timedelta(days=days))
        assert sorted(Visitor.objects.annotate(seen=Count("events")).values_list("seen", flat=True)) == [1, 2]

    def test_neither_address_nor_browser_is_kept_even_before_it_is_read(self, site: Source) -> None:
        batch = {"batch": [VIEW]}
        letter = Letter("segment", None, batch)
        receive(source=site, letter=letter, body=json.dumps(batch).encode(), at=AT, origin=ORIGIN)
        kept = Arrival.objects.get()
        assert set(kept.beside) == {"today"}
        assert not [word for word in ("192.0.2", "Firefox") if word in f"{kept.beside}{bytes(kept.body)!r}"]

    def test_no_id_of_the_day_is_made_for_who_sends_one(self, site: Source, server: Source) -> None:
        arrive(site, {**VIEW, "anonymousId": "a-1"})
        arrive(server, {**VIEW, "anonymousId": "a-1"})
        assert not Salt.objects.exists()

    def test_it_names_nobody(self, site: Source) -> None:
        """An e-mail without an id is no consent: nobody is made of it, and nobody is joined."""
        traits = {"email": "ada@krane.example"}
        arrive(
            site,
            {"type": "identify", "traits": traits},
            {"type": "track", "event": "Form Submitted", "context": {"traits": traits}},
        )
        assert not Contact.objects.exists()
        assert Event.objects.get().visitor is not None
        assert "neither userId nor anonymousId" in Quarantined.objects.get().reason

    def test_of_a_server_it_cannot_be_used(self, server: Source) -> None:
        arrive(server, VIEW)
        assert "neither userId nor anonymousId" in Quarantined.objects.get().reason

    def test_what_a_client_writes_itself_is_no_id_of_the_day(self, site: Source) -> None:
        batch = {"batch": [VIEW], "beside": {"today": "day-x"}, "today": "day-x"}
        receive(source=site, letter=Letter("segment", None, batch), body=json.dumps(batch).encode(), at=AT)
        take_in()
        assert not Visitor.objects.exists()


class TestWhatAViewBegan:
    """What a page sent before its visitor consented becomes theirs, and nothing else does."""

    def began(self, *message_ids: object, who: str = "a-1") -> dict[str, Any]:
        return {"type": "identify", "anonymousId": who, "context": {"began": list(message_ids)}}

    def view(self, message_id: str) -> dict[str, Any]:
        return {**VIEW, "messageId": message_id}

    def whose(self) -> list[str]:
        rows = Event.objects.order_by("message_id").values_list("visitor__anonymous_id", flat=True)
        return [name[:4] for name in rows]

    def test_it_is_joined(self, site: Source) -> None:
        arrive(site, self.view("1"), self.view("2"))
        arrive(site, self.began("1", 7, None, ["2"]))
        assert self.whose() == ["a-1", "day-"]

    def test_who_has_no_other_is_not_seen_twice(self, site: Source) -> None:
        arrive(site, self.view("1"))
        arrive(site, self.began("1"))
        assert list(Visitor.objects.values_list("anonymous_id", flat=True)) == ["a-1"]

    def test_also_in_one_request_and_twice(self, site: Source) -> None:
        for _ in range(2):
            arrive(site, self.view("1"), self.began("1"))
        assert self.whose() == ["a-1"]

    def test_it_becomes_the_contacts_who_it_turned_out_to_be(self, site: Source, server: Source) -> None:
        live_model()
        traits = {"email": "ada@krane.example"}
        send(server, {"type": "identify", "userId": "u-1", "anonymousId": "a-1", "traits": traits})
        arrive(site, {**VIEW, "type": "track", "event": "Demo Requested", "messageId": "1"})
        arrive(site, self.began("1"))
        contact = Contact.objects.get()
        assert [each.name for each in contact.events.all()] == ["Demo Requested"]
        catch_up(at=AT)
        contact.refresh_from_db()
        assert contact.stage == "lead"
        assert lifecycle.rebuild(contact_ids=[contact.pk], at=AT + timedelta(hours=1)) == []

    def test_what_is_somebodys_is_not(self, site: Source, server: Source) -> None:
        send(server, track(messageId="1"))
        send(site, {**VIEW, "anonymousId": "other", "messageId": "1"})
        arrive(site, self.view("2"), at=AT - timedelta(days=2))
        arrive(site, self.began("1", "2"))
        named = Event.objects.filter(visitor__isnull=False).values_list("visitor__anonymous_id", flat=True)
        assert sorted(name[:4] for name in named) == ["day-", "othe"]

    @pytest.mark.parametrize("said", ["1", {"1": 1}, None, 1, []])
    def test_nonsense_harms_nothing(self, site: Source, said: object) -> None:
        arrive(site, self.view("1"))
        arrive(site, {"type": "identify", "anonymousId": "a-1", "context": {"began": said}})
        assert self.whose() == ["day-"]


def test_texts_that_no_database_stores(server: Source) -> None:
    send(server, track("a\0b", properties={"x": "\ud83d\0"}, messageId="m\0"))
    event = Event.objects.get()
    assert (event.name, event.properties) == ("ab", {"x": ""})
    send(server, {"type": "track", "userId": "u\ud83d", "event": "\0", "anonymousId": "\0a"})
    assert "the name of the event" in Quarantined.objects.get().reason


def arrives(source: Source, *said: dict[str, Any], at: datetime = AT) -> None:
    letter = Letter("segment", None, {"batch": list(said)})
    receive(source=source, letter=letter, body=json.dumps(letter.said).encode(), at=at)


class TestArrivals:
    """What is acknowledged waits to be read."""

    def test_they_are_read_in_order_and_forgotten(self, server: Source) -> None:
        identify = {"type": "identify", "userId": "u-1", "traits": {"firstName": "Ada"}}
        arrives(server, identify, track(messageId="1"), at=AT)
        arrives(server, track(messageId="1"), {"type": "track"}, at=AT + timedelta(seconds=1))
        assert not Event.objects.exists()
        assert (take_in(), take_in()) == (2, 0)
        assert (Event.objects.get().received_at, Contact.objects.get().name) == (AT, "Ada")
        assert Quarantined.objects.get().received_at == AT + timedelta(seconds=1)
        assert not Arrival.objects.exists()

    def test_clocks_are_corrected_by_when_it_arrived(self, server: Source) -> None:
        late = {"timestamp": "2026-11-26T10:00:00Z", "sentAt": "2026-11-26T11:00:00Z"}
        arrives(server, track(**late))
        take_in()
        assert Event.objects.get().occurred_at == AT - timedelta(hours=1)

    def test_so_many_at_once(self, server: Source) -> None:
        for number in range(4):
            arrives(server, track(messageId=f"{number}-a"), track(messageId=f"{number}-b"))
        with transaction.atomic():
            assert [each.calls for each in hold_arrivals(calls=3)] == [2, 2]
        assert [take_in(calls=3), take_in(calls=1), take_in(calls=100), take_in()] == [2, 1, 1, 0]
        assert Event.objects.count() == 8

    def test_what_reif_fails_at_keeps_nothing_else_waiting(
        self, server: Source, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(3):
            arrives(server, track(messageId=str(number)))
        _fail_at(monkeypatch, "1", ZeroDivisionError())
        assert take_in() == 3
        assert set(Event.objects.values_list("message_id", flat=True)) == {"0", "2"}
        kept = Quarantined.objects.get()
        assert (kept.reason, json.loads(kept.raw)["batch"][0]["messageId"]) == (UNREAD, "1")

    def test_a_database_that_refuses_loses_nothing(self, server: Source, monkeypatch: pytest.MonkeyPatch) -> None:
        for number in range(2):
            arrives(server, track(messageId=str(number)))
        locked = OperationalError("database is locked")
        locked.__cause__ = sqlite3.OperationalError("database is locked")
        locked.__cause__.sqlite_errorname = "SQLITE_BUSY"
        with monkeypatch.context() as patched:
            _fail_at(patched, "1", locked)
            with pytest.raises(OperationalError), transaction.atomic():
                take_in()
        assert (Event.objects.count(), Arrival.objects.count(), Quarantined.objects.count()) == (0, 2, 0)
        assert take_in() == 2


class TestReadAgain:
    """What could not be used is kept, and read again when somebody asks for it."""

    def test_what_can_be_used_meanwhile_counts_as_of_when_it_came(
        self, server: Source, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        live_model()
        later, soon = "2026-11-28T12:00:00Z", AT + timedelta(hours=1)
        with monkeypatch.context() as patched:
            _fail_at(patched, "1", ZeroDivisionError())
            sent = {"timestamp": "2026-11-26T10:00:00Z", "sentAt": "2026-11-26T11:00:00Z"}
            arrives(server, track(messageId="1", **sent), track(messageId="2", timestamp=later))
            take_in()
        [whole] = Quarantined.objects.all()
        assert replay(kept=[whole.pk], at=soon) == Collected(1, 0, 1)
        event = Event.objects.get()
        assert (event.occurred_at, event.received_at) == (AT - timedelta(hours=1), AT)
        left = Quarantined.objects.get(replayed_at=None)
        assert "is to come" in left.reason
        assert replay(kept=[whole.pk, left.pk], at=soon) == Collected(0, 0, 1)
        assert catch_up(at=soon) == 1
        assert rebuild(contact_ids=[event.contact_id or 0], at=soon) == []

    def test_a_call_alone_keeps_the_reason_of_today(self, server: Source) -> None:
        Quarantined.objects.create(
            source=server, reason="an old reason", raw='{"type": "sing"}', sent={"form": "segment"}, received_at=AT
        )
        assert replay_all(source=server, now=lambda: AT) == Collected(0, 0, 1)
        assert "sing" in Quarantined.objects.get().reason

    def test_as_it_was_sent(self, server: Source) -> None:
        """By the path of one type, with what stood beside it, and in the form of another client."""
        beside = {"type": "track", "beside": {"anonymous_id": "anon"}, "form": "segment"}
        told: list[tuple[int, int]] = []
        for raw, sent in (
            ({"event": "Demo Requested"}, beside),
            ({"event": "Demo Requested", "distinct_id": "u-7"}, {"form": "posthog", "around": {}}),
            ({"type": "track", "event": "X", "userId": "u-8"}, {"form": "segment", "type": "", "around": {}}),
        ):
            Quarantined.objects.create(source=server, reason="x", raw=json.dumps(raw), sent=sent, received_at=AT)
        done = replay_all(source=server, now=lambda: AT, advance=lambda *each: told.append(each))
        assert (done, told) == (Collected(3, 0, 0), [(3, 3)])
        assert Event.objects.filter(visitor__anonymous_id="anon").count() == 1

    def test_the_erased_stay_away(self, server: Source) -> None:
        Quarantined.objects.create(source=server, reason=ERASED, raw="", received_at=AT)
        assert replay_all(source=server, now=lambda: AT) == Collected(0, 0, 0)

    def test_a_fault_of_ours_is_no_loss(self, server: Source, monkeypatch: pytest.MonkeyPatch) -> None:
        raw = json.dumps(track(messageId="1"))
        Quarantined.objects.create(source=server, reason="x", raw=raw, sent={"form": "segment"}, received_at=AT)
        _fail_at(monkeypatch, "1", ZeroDivisionError())
        assert replay_all(source=server, now=lambda: AT) == Collected(0, 0, 1)
        assert Quarantined.objects.get().reason == UNREAD


def _fail_at(monkeypatch: pytest.MonkeyPatch, message_id: str, problem: Exception) -> None:
    read = Letter.calls

    def calls_or_not(letter: Letter) -> list[tuple[object, Call | Unusable]]:
        found = read(letter)
        if any(isinstance(call, Call) and call.message_id == message_id for _, call in found):
            raise problem
        return found

    monkeypatch.setattr(Letter, "calls", calls_or_not)
