"""The fixed cast of the pages' tests: one user of each role, a model, and three people with a story."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from reif.records.enums import ModelState, Role
from reif.records.models import Contact, Event, ScoreChange, ScoringModel, Source, StageChange, User
from reif.records.search import searchable
from reif.rules.ready_models import ready_model

PASSWORD = "correct horse battery"  # noqa: S105 - of people who do not exist
NAMES = {
    Role.ADMIN: "Jana Reuter",
    Role.MANAGER: "Anke Vollmer",
    Role.SALES: "Malte Bering",
    Role.MARKETING: "Emre Sander",
    Role.VIEWER: "Vera Blick",
}


@dataclass(frozen=True)
class Cast:
    """Who plays."""

    users: dict[Role, User]
    model: ScoringModel
    source: Source
    annika: Contact
    tobias: Contact
    oliver: Contact


def users(language: str = "en") -> dict[Role, User]:
    hashed = make_password(PASSWORD)
    made = {
        role: User(
            email=f"{role}@reif.example",
            name=name,
            role=role,
            language=language,
            time_zone="Europe/Berlin",
            password=hashed,
        )
        for role, name in NAMES.items()
    }
    for user in made.values():
        user.save()
    return made


def cast(language: str = "en") -> Cast:
    now = timezone.now()
    team = users(language)
    model = ScoringModel.objects.create(
        number=1,
        name="b2b-default",
        text=ready_model("b2b-default").read_text(encoding="utf-8"),
        state=ModelState.LIVE,
        created_at=now,
        published_at=now,
    )
    source, _ = Source.objects.get_or_create(name="website", defaults={"created_at": now})
    seller = team[Role.SALES]
    annika = person("Annika Petersen-Wolff", "Hallstein Fördertechnik", 82, owner=seller, stage="prospect", grade="B")
    tobias = person("Tobias Riegler", "Steinfurt-Krane KG", 64, stage="lead", grade="A")
    oliver = person("Oliver Kestner", "Morgenrieth Glas", 36, stage="lead", grade="C")
    for contact in (annika, tobias, oliver):
        _story(contact, model, source)
    return Cast(team, model, source, annika, tobias, oliver)


def person(name: str, company: str, points: int, **columns: object) -> Contact:
    first, _, last = name.partition(" ")
    email = f"{last.split('-')[0].lower()}@{company.split()[0].lower()}.example"
    given = {
        "name": name,
        "email": email,
        "company_name": company,
        "search": searchable(name, email, company),
        "attributes": {"first_name": first, "last_name": last, "email": email, "company": company},
        "score": float(points),
        "points": points,
        "level": 1 + sum(points >= level for level in (25, 50, 75)),
        "temperature": "hot" if points >= 70 else "warm" if points >= 40 else "cold",
        "last_activity": "Page Viewed",
        "last_activity_at": timezone.now() - timedelta(minutes=100 - points),
        "created_at": timezone.now() - timedelta(days=90),
    }
    return Contact.objects.create(**given | columns)


def _story(contact: Contact, model: ScoringModel, source: Source) -> None:
    at = contact.last_activity_at
    assert at is not None
    event = Event.objects.create(
        contact=contact,
        source=source,
        name="Page Viewed",
        properties={"path": "/preise"},
        occurred_at=at,
        received_at=at,
    )
    result = {
        "model": model,
        "score": contact.score,
        "points": contact.points,
        "level": contact.level,
        "temperature": contact.temperature,
        "grade": contact.grade,
        "fit": contact.score / 2,
        "engagement": contact.score / 2,
    }
    ScoreChange.objects.create(
        contact=contact, as_of=at, cause="event", event=event, points_before=contact.points - 1, **result
    )
    StageChange.objects.create(
        contact=contact,
        from_stage="suspect",
        to_stage="lead",
        rule="interest",
        score=contact.score,
        model=model,
        occurred_at=at - timedelta(days=30),
    )
