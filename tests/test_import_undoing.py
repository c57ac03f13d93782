"""Imports taken back whole: the records are as if the list had never come, whatever came before and since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reif import import_undoing, lifecycle
from reif.administration import add_source
from reif.capture.importing import ImportedElsewhere, List, begin, carry_on, reader_of
from reif.collecting import Heard, collect
from reif.following import follow
from reif.identify.key import key
from reif.identify.queries import numbers
from reif.import_people import Directory
from reif.import_undoing import CannotUndo, Effect, preview
from reif.integrations.files.fingerprint import fingerprint
from reif.integrations.files.reading import open_table
from reif.integrations.tracking.segment import calls
from reif.jobs.operations import enqueue
from reif.jobs.running import run_one
from reif.merging import merge, take_apart
from reif.records.models import AttributeChange, AuditEntry, Company, Contact, Event, Identifier, Import, Job, Source
from reif.rules.headers import Kind, detected
from reif.rules.stages import Stage
from tests.qualify.cast import seller
from tests.score.cast import live_model

pytestmark = [pytest.mark.django_db, pytest.mark.database]

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
END = AT + timedelta(days=2)
LEADS = "email,first_name,company,seniority,channel\n"
EVENTS = "email,event,occurred_at,channel\n"
few = settings(
    max_examples=max(12, settings().max_examples // 20),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to make a case smaller takes minutes on a database
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def server() -> Source:
    live_model()
    return add_source(name="Shop", is_public=False, by=None, at=AT)[0]


def opened(text: str, kind: Kind, folder: Path) -> List:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    (spool := folder / "read").mkdir(exist_ok=True)
    table = open_table(str(path), spool=spool, wanted=None)
    return List(kind, table, detected(list(table.columns), kind), path.name, fingerprint(path))


def imported(text: str, at: datetime = AT, kind: Kind = Kind.LEADS) -> Import:
    source, _ = Source.objects.get_or_create(name="list", defaults={"created_at": at})
    with TemporaryDirectory() as folder:
        of = opened(text, kind, Path(folder))
        begun = begin(of=of, source=source, by=None, at=at)
        if begun.finished_at is None:
            carry_on(of=of, to=begun, reader=reader_of(of), people=Directory(), clock=lambda: at)
    lifecycle.catch_up(at=at)
    return Import.objects.get(pk=begun.pk)


def undone(of: Import, at: datetime = END) -> Import:
    return import_undoing.carry_on(of=import_undoing.begin(of=of, by=None, at=at), now=lambda: at)


def send(source: Source, *said: dict[str, Any], at: datetime) -> None:
    collect(source=source, heard=[Heard(list(calls({"batch": list(said)}, None, {})), {}, at)])
    lifecycle.catch_up(at=at)


def identify(person: int, **traits: object) -> dict[str, Any]:
    return {"type": "identify", "userId": f"u{person}", "traits": {"email": f"p{person}@web.example", **traits}}


def track(person: int, event: str = "Webinar Attended", **more: object) -> dict[str, Any]:
    return {"type": "track", "userId": f"u{person}", "event": event, **more}


def known(person: int) -> Contact:
    [number] = numbers([key(email=f"p{person}@web.example")])
    assert number is not None
    return Contact.objects.get(pk=number)


@pytest.mark.usefixtures("server")
def test_nothing_is_left_of_whom_the_list_brought() -> None:
    of = imported(LEADS + "p1@web.example,Ada,Muster,owner,fair\np2@web.example,Bert,Muster,,\n")
    events = imported(EVENTS + f"p1@web.example,Webinar Attended,{AT.isoformat()},fair\n", AT + HOUR, Kind.EVENTS)
    assert known(1).stage == Stage.LEAD
    assert preview(events) == Effect(1, 0, 0, 1)
    undone(events)
    assert known(1).stage == Stage.SUSPECT
    assert preview(of) == Effect(0, 8, 2, 0)
    done = undone(of)
    for table in (Contact, Event, AttributeChange, Identifier, Company):
        assert not table.objects.exists(), table
    assert (done.undone_at, done.rows_accepted) == (END, 2)
    told = AuditEntry.objects.get(action=import_undoing.UNDONE, subject_id=of.pk)
    assert told.details == {"events": 0, "facts": 8, "contacts": 2}
    with pytest.raises(CannotUndo, match="undone before"):
        import_undoing.begin(of=of, by=None, at=END)


@pytest.mark.usefixtures("server")
def test_in_either_order() -> None:
    of = imported(LEADS + "p1@web.example,Ada,Muster,owner,\n")
    events = imported(EVENTS + f"p1@web.example,Webinar Attended,{AT.isoformat()},fair\n", AT + HOUR, Kind.EVENTS)
    undone(of)
    assert (known(1).attributes, known(1).email) == ({"channel": "fair", "email": "p1@web.example"}, "p1@web.example")
    undone(events)
    assert not Contact.objects.exists()


def test_who_was_there_stays_with_what_others_said(server: Source) -> None:
    send(server, identify(1, first_name="Vera"), at=AT)
    of = imported(LEADS + "p1@web.example,Ada,Muster,owner,fair\n", AT + HOUR)
    assert (known(1).name, known(1).channel) == ("Ada", "fair")
    send(server, track(1, context={"campaign": {"medium": "email"}}), at=AT + 2 * HOUR)
    undone(of)
    one = known(1)
    assert (one.name, one.company_name, one.attributes.get("seniority"), one.company) == ("Vera", "", None, None)
    assert lifecycle.rebuild(contact_ids=[one.pk], at=END) == []


@pytest.mark.usefixtures("server")
def test_who_was_moved_by_a_person_stays() -> None:
    of = imported(LEADS + "p1@web.example,Ada,Muster,owner,fair\n")
    lifecycle.advance(contact=known(1), to=Stage.PROSPECT, by=seller(), at=AT + HOUR, why="called")
    assert preview(of).staying == 1
    undone(of)
    assert (known(1).stage, known(1).name, known(1).email) == (Stage.PROSPECT, "", "p1@web.example")


def test_rows_are_found_with_whom_the_contact_was_merged(server: Source) -> None:
    send(server, identify(1, first_name="Vera"), at=AT)
    of = imported(LEADS + "p2@web.example,Ada,Muster,owner,fair\n", AT + HOUR)
    done = merge(survivor=known(1), absorbed=known(2), by=None, at=AT + 2 * HOUR)
    undone(of)
    assert (known(1).name, known(1).attributes.get("seniority")) == ("Vera", None)
    one, other = take_apart(merge=done, by=None, at=END + HOUR)
    assert (one.name, other.attributes.get("seniority")) == ("Vera", None)


@pytest.mark.usefixtures("server")
def test_the_list_may_come_again() -> None:
    text = LEADS + "p1@web.example,Ada,Muster,owner,fair\n"
    first, longer = imported(text), imported(text + "p2@web.example,Bert,,,\n", AT + HOUR)
    assert imported(text, AT + 2 * HOUR) == first
    undone(first, AT + 3 * HOUR)
    assert imported(text + "p2@web.example,Bert,,,\n", AT + 4 * HOUR) != longer
    assert known(1).name == "Ada"
    assert imported(text, AT + 5 * HOUR) != first


def test_what_is_no_more_read_and_what_cannot_be_undone(server: Source, tmp_path: Path) -> None:
    of = opened(LEADS + "p1@web.example,Ada,,,\n", Kind.LEADS, tmp_path)
    begun = begin(of=of, source=server, by=None, at=AT)
    undone(begun)
    with pytest.raises(ImportedElsewhere, match="undone"):
        carry_on(of=of, to=begun, reader=reader_of(of), people=Directory(), clock=lambda: AT)
    old = Import.objects.create(source=server, kind="leads", file_name="old.csv", file_hash="1", started_at=AT)
    with pytest.raises(CannotUndo, match="older"):
        import_undoing.begin(of=old, by=None, at=AT)
    objections = imported("email,occurred_at\n", AT, Kind.OBJECTIONS)
    with pytest.raises(CannotUndo, match="objections"):
        import_undoing.begin(of=objections, by=None, at=AT)


@pytest.mark.usefixtures("server")
def test_one_that_stopped_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    of = imported(LEADS + "".join(f"p{each}@web.example,Ada,,owner,\n" for each in range(5)))
    monkeypatch.setattr(import_undoing, "_AT_ONCE", 2)

    def stop(*_: int) -> None:
        raise InterruptedError

    begun = import_undoing.begin(of=of, by=None, at=END)
    with pytest.raises(InterruptedError):
        import_undoing.carry_on(of=begun, now=lambda: END, advance=stop)
    assert Contact.objects.count() == 3
    with transaction.atomic():
        enqueue(kind="undo-import", arguments={"import": of.pk}, key=f"{of.pk}", at=END)
    from reif.config.schedule import KINDS

    assert run_one(kinds=KINDS, now=lambda: END)
    assert Job.objects.get(kind="undo-import").state == "done"
    assert not Contact.objects.exists()
    assert AuditEntry.objects.filter(action=import_undoing.UNDONE).count() == 1


@dataclass(frozen=True)
class World:
    """What others said before and after the import, and the rows of the list: whom, and which of its columns."""

    before: Sequence[tuple[int, int]]
    listed: Sequence[tuple[int, int]]
    after: Sequence[tuple[int, int]]
    kind: Kind


_SAID = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5)), max_size=6)
worlds = st.builds(World, _SAID, _SAID, _SAID, st.sampled_from([Kind.LEADS, Kind.EVENTS]))


def text_of(world: World) -> str:
    if world.kind is Kind.EVENTS:
        names = ("Webinar Attended", "Page Viewed", "Demo Requested")
        rows = [
            f"p{who}@web.example,{names[what % 3]},{(AT - what * HOUR).isoformat()},{'fair' if what % 2 else ''}\n"
            for who, what in world.listed
        ]
        return EVENTS + "".join(rows)
    rows = [
        f"p{who}@web.example,Listed{what},{'Muster' if what % 2 else ''},{'owner' if what % 3 else ''},"
        f"{'fair' if what > 3 else ''}\n"
        for who, what in dict(world.listed).items()
    ]
    return LEADS + "".join(rows)


def happen(source: Source, said: Sequence[tuple[int, int]], since: datetime) -> None:
    for place, (who, what) in enumerate(said):
        at = since + place * HOUR
        more: list[dict[str, Any]] = [
            identify(who, first_name=f"Said{place}"),
            identify(who, seniority="vp", budget=10_000 + place),
            identify(who),
            identify(who),
            identify(who, company="Rival" if place % 2 else f"Krane {place}"),
            identify(who, city=f"Ulm {place}"),
        ]
        told = [track(who), track(who, "Demo Requested")] if what in (2, 3) else []
        send(source, more[what], *told[what - 2 : what - 1], at=at)


def shown() -> list[dict[str, Any]]:
    numbers = list(Contact.objects.order_by("email").values_list("pk", flat=True))
    with transaction.atomic():
        follow(numbers, END, None)
    assert lifecycle.rebuild(contact_ids=numbers, at=END) == []
    columns: tuple[str, ...] = ("email", "name", "attributes", "channel", "company_name", "search", "points", "grade")
    columns += (
        "level",
        "temperature",
        "stage",
        "status",
        "proposed_stage",
        "last_activity",
        "last_activity_at",
        "score",
    )
    return [
        {**each, "events": list(Event.objects.filter(contact=number).order_by("id").values_list("name", "occurred_at"))}
        for number, each in zip(
            numbers, Contact.objects.filter(pk__in=numbers).order_by("email").values(*columns), strict=True
        )
    ]


@few
@given(world=worlds)
def test_the_records_are_those_of_a_world_without_it(world: World) -> None:
    ended = []
    for is_with in (True, False):
        with transaction.atomic():
            live_model()
            source = add_source(name="Shop", is_public=False, by=None, at=AT)[0]
            happen(source, world.before, AT)
            of = imported(text_of(world), AT + 12 * HOUR, world.kind) if is_with else None
            happen(source, world.after, AT + 13 * HOUR)
            if of is not None:
                undone(of)
            ended.append(shown())
            assert not Company.objects.filter(name="Muster").exists()
            transaction.set_rollback(True)
    assert ended[0] == ended[1]
