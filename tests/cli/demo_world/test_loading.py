"""The made-up world in the records: all of it true, marked, and removed without a trace."""

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import resources

import pytest
from django.apps import apps

from reif import lifecycle, privacy
from reif.cli.demo_world.loading import SOURCE, Loaded, LoadedAlready, NoModel, load
from reif.cli.demo_world.removal import remove
from reif.engines import stream
from reif.records.enums import ModelState
from reif.records.models import (
    Company,
    Contact,
    Event,
    Identifier,
    ScoreChange,
    ScoringModel,
    Source,
    StageChange,
    User,
    Visitor,
)
from reif.records.search import matching
from reif.rules import model_file
from reif.simulation.team import LOGIN, TEAM

AT = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)
TEXT = (resources.files("reif.rules") / "models" / "b2b-default.yaml").read_text(encoding="utf-8")
CONTACTS = 80

pytestmark = pytest.mark.django_db


def publish() -> ScoringModel:
    return ScoringModel.objects.create(
        number=1, name="b2b-default", text=TEXT, state=ModelState.LIVE, created_at=AT, published_at=AT
    )


def loaded(contacts: int = CONTACTS) -> Loaded:
    return load(seed=1, at=AT, contacts=contacts, password="tannhoff-am-strand", language="de")  # noqa: S106 - a test's


def row_counts() -> Mapping[str, int]:
    ours = (model for model in apps.get_models() if model._meta.app_label == "records")
    return {model.__name__: model._default_manager.count() for model in ours}


def test_what_is_said_is_there() -> None:
    publish()
    said = loaded()
    assert (said.contacts, said.login) == (CONTACTS, LOGIN)
    counts = row_counts()
    assert (counts["Contact"], counts["Company"], counts["Event"]) == (said.contacts, said.companies, said.events)
    assert not Contact.objects.filter(is_simulated=False).exists()
    assert Identifier.objects.filter(kind="email").count() == CONTACTS
    assert counts["User"] == len(TEAM)
    assert Visitor.objects.filter(contact=None).count() == said.visitors
    assert Visitor.objects.exclude(contact=None).count() > CONTACTS / 2
    assert not Event.objects.exclude(visitor=None).exclude(name="Page Viewed").exists()


def test_one_signs_in_the_others_have_no_password() -> None:
    publish()
    loaded(3)
    able = [user.email for user in User.objects.all() if user.has_usable_password()]
    assert able == [LOGIN]
    user = User.objects.get(email=LOGIN)
    assert user.check_password("tannhoff-am-strand")
    assert (user.role, user.language, user.time_zone) == ("admin", "de", "Europe/Berlin")


def test_stored_scores_are_what_the_log_gives() -> None:
    model = publish()
    loaded()
    rules = model_file.parse(model.text.encode(), file="live")
    for contact in Contact.objects.prefetch_related("events", "attribute_changes", "score_changes"):
        known = {
            change.attribute: change.value for change in sorted(contact.attribute_changes.all(), key=lambda c: c.id)
        }
        assert known == contact.attributes
        events = [stream.Event(event.name, event.occurred_at, event.properties) for event in contact.events.all()]
        result = stream.evaluate(rules, known, events, AT)
        assert abs(result.score - contact.score) < 1e-9
        seen = (contact.points, contact.level, contact.temperature, contact.grade)
        assert seen == (result.points, result.level, result.temperature, result.grade)
        newest = max(contact.score_changes.all(), key=lambda change: (change.as_of, change.id))
        assert seen == (newest.points, newest.level, newest.temperature, newest.grade)


def test_changes_tell_what_was_before_and_why() -> None:
    publish()
    loaded()
    for contact in Contact.objects.prefetch_related("score_changes"):
        before = None
        for change in sorted(contact.score_changes.all(), key=lambda change: (change.as_of, change.id)):
            assert change.points_before == before
            before = change.points
    assert set(ScoreChange.objects.values_list("cause", flat=True)) == {"event", "attribute", "time"}
    assert not ScoreChange.objects.filter(cause="event", event=None).exists()
    assert all(
        c.event.contact_id == c.contact_id for c in ScoreChange.objects.filter(cause="event").select_related("event")
    )


def test_moves_lead_to_where_contacts_stand() -> None:
    publish()
    loaded()
    for contact in Contact.objects.prefetch_related("stage_changes"):
        moves = sorted(contact.stage_changes.all(), key=lambda move: (move.occurred_at, move.id))
        stands = (moves[-1].to_stage, moves[-1].to_status) if moves else ("suspect", "active")
        assert stands == (contact.stage, contact.status)
        assert (contact.status == "disqualified") == bool(contact.status_reason)
    assert StageChange.objects.exclude(by=None).exists()


def test_people_are_found() -> None:
    publish()
    loaded(30)
    somebody = Contact.objects.exclude(company_name="").first()
    assert somebody is not None
    assert somebody in matching(Contact.objects.all(), f"{somebody.name} {somebody.company_name}")


def test_a_second_world_is_refused_and_changes_nothing() -> None:
    publish()
    loaded(5)
    counts = row_counts()
    with pytest.raises(LoadedAlready):
        loaded(5)
    assert row_counts() == counts


def test_another_world_may_take_its_place() -> None:
    publish()
    loaded(5)
    before = set(Contact.objects.values_list("id", flat=True))
    load(seed=2, at=AT, contacts=7, password="tannhoff-am-strand", language="de", is_anew=True)  # noqa: S106 - a test's
    assert Contact.objects.count() == 7
    assert not before & set(Contact.objects.values_list("id", flat=True))


def test_without_a_live_model_nothing_is_put_in() -> None:
    with pytest.raises(NoModel):
        loaded(5)
    assert not any(row_counts().values())


def test_removal_leaves_everything_else() -> None:
    model = publish()
    mine = User.objects.create_user("me@example.org", "correct horse battery", "admin")  # type: ignore[arg-type]  # its word
    website = Source.objects.create(name="website", created_at=AT)
    real = Contact.objects.create(created_at=AT, email="real@example.org", name="Real Person")
    StageChange.objects.create(
        contact=real, from_stage="suspect", to_stage="lead", by=mine, score=0, model=model, occurred_at=AT
    )
    seen = Visitor.objects.create(anonymous_id="real", first_seen_at=AT, last_seen_at=AT)
    Event.objects.create(visitor=seen, name="Page Viewed", source=website, occurred_at=AT, received_at=AT)
    before = row_counts()
    loaded()
    removed = remove(SOURCE)
    assert removed.contacts == CONTACTS
    assert row_counts() == before
    assert list(Contact.objects.all()) == [real]
    assert list(User.objects.all()) == [mine]
    assert list(Source.objects.all()) == [website]


def test_a_company_where_somebody_real_works_stays() -> None:
    publish()
    loaded(20)
    company = Company.objects.first()
    real = Contact.objects.create(created_at=AT, name="Real Person", company=company)
    remove(SOURCE)
    assert list(Company.objects.all()) == [company]
    assert list(Contact.objects.all()) == [real]


def test_those_who_objected_or_were_erased_go_too() -> None:
    publish()
    before = row_counts()
    loaded(20)
    objects, erased = Contact.objects.exclude(stage_changes=None)[:2]
    lifecycle.note_objection(contact=objects, by=None, at=AT)
    privacy.erase(contact=erased, by=None, at=AT)
    remove(SOURCE)
    done = {"AuditEntry": 2, "Job": 1}  # what was done stays written down, and the job that overwrites it
    assert {name: count - before[name] for name, count in row_counts().items() if count != before[name]} == done


def test_what_the_team_did_with_simulated_contacts_goes_too() -> None:
    publish()
    loaded(20)
    contact = Contact.objects.exclude(stage_changes=None).first()
    assert contact is not None
    last = contact.stage_changes.order_by("-occurred_at", "-id")[0]
    StageChange.objects.create(
        contact=contact,
        from_stage=last.to_stage,
        to_stage=last.from_stage,
        by=User.objects.get(email=LOGIN),
        score=0,
        model=last.model,
        occurred_at=AT,
        undoes=last,
    )
    remove(SOURCE)
    assert not StageChange.objects.exists()


def test_what_became_known_by_a_deed_is_its_deed() -> None:
    publish()
    loaded()
    for change in ScoreChange.objects.filter(cause="attribute").select_related("contact"):
        assert not change.contact.events.filter(occurred_at=change.as_of).exists()


def test_proposals_wait_since_they_would_have_been_made() -> None:
    publish()
    loaded(330)
    proposed = Contact.objects.exclude(proposed_stage="")
    assert {each.proposed_by_rule for each in proposed} >= {"request"}
    for each in proposed:
        assert each.proposed_at is not None
        assert each.proposed_at < AT
        if each.proposed_by_rule == "request":
            assert each.events.filter(name__endswith="Requested", occurred_at=each.proposed_at).exists()
            continue
        change = each.score_changes.filter(as_of=each.proposed_at).get()
        assert change.points >= 60
        assert change.grade in "ABC"
        before = each.score_changes.filter(as_of__lt=each.proposed_at).order_by("as_of").last()
        assert before is None or before.points < 60 or before.grade == "D"
