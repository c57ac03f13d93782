"""What admins set: who may sign in and what they may do, teams, own attributes, the installation; each is written down.

Sibling of `lifecycle`: each function is one transaction with its AuditEntry. All arguments are by keyword; times are
aware and given by the caller. `by`: the user who does it. `seen`: the `state_of` the row when the form was opened.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, models, transaction

from reif.capture import lead_pointers
from reif.capture.write_keys import hash_of, new_key
from reif.records.enums import Role
from reif.records.models import Attribute, AttributeChange, AuditEntry, Installation, Source, Team, User
from reif.records.models.user import normalised

_TOLD = {"role", "kind", "time_zone", "may_accept_by_itself"}
_TOLD |= {"keep_contacts_days", "keep_visitors_days", "keep_rejects_days", "keep_audit_days"}
_SECRET = {"password", "last_login"}


class Stale(ValueError):
    """Somebody else changed it since the form was opened."""


class LastAdmin(ValueError):
    """Nobody else could administer then."""


class Taken(ValueError):
    """There is one of that name, key or e-mail already."""


class InUse(ValueError):
    """Contacts have values of the attribute."""


def state_of(row: models.Model) -> str:
    """A short word that changes with whatever somebody may set of the row."""
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in _SECRET
    }
    return hashlib.sha256(json.dumps(kept, default=str, sort_keys=True).encode()).hexdigest()[:16]


def invite(*, email: str, name: str, role: Role, team: Team | None, by: User | None, at: datetime) -> User:
    """Add a user who cannot sign in until they have set a password by a link. Raises Taken."""
    house = Installation.current()
    user = User(
        email=normalised(email), name=name, role=role, team=team, language=house.language, time_zone=house.time_zone
    )
    user.set_unusable_password()
    _store_new(user, "user invited", by, at, role=role.value)
    return user


def change_user(
    *, user: User, name: str, role: Role, team: Team | None, seen: str, by: User | None, at: datetime
) -> None:
    """Name, role and team. Raises Stale, LastAdmin."""
    with transaction.atomic():
        stored = _locked_user(user)
        _expect(stored, seen)
        if stored.role == Role.ADMIN and role != Role.ADMIN:
            _expect_another_admin(stored)
        _change(stored, {"name": name, "role": role.value, "team_id": team and team.pk}, "user changed", by, at)


def disable(*, user: User, by: User | None, at: datetime) -> None:
    """Let a user in no more: what they have open ends with their next request. Raises LastAdmin."""
    with transaction.atomic():
        stored = _locked_user(user)
        if stored.role == Role.ADMIN:
            _expect_another_admin(stored)
        _change(stored, {"is_active": False}, "user disabled", by, at)


def enable(*, user: User, by: User | None, at: datetime) -> None:
    """Let a user in again."""
    with transaction.atomic():
        _change(_locked_user(user), {"is_active": True}, "user enabled", by, at)


def note(*, action: str, user: User, by: User | None, at: datetime) -> None:
    """Write down what was done to how somebody signs in, where another package does it."""
    _audit(action, user, by, at)


def change_oneself(*, user: User, name: str, language: str, time_zone: str, at: datetime) -> None:
    """What a user sets of their own."""
    with transaction.atomic():
        stored = User.objects.select_for_update().get(pk=user.pk)
        _change(stored, {"name": name, "language": language, "time_zone": time_zone}, "own settings changed", user, at)


def add_team(*, name: str, by: User | None, at: datetime) -> Team:
    """A team without members. Raises Taken."""
    team = Team(name=name)
    _store_new(team, "team added", by, at)
    return team


def change_team(*, team: Team, name: str, members: Sequence[User], seen: str, by: User | None, at: datetime) -> None:
    """Name and members; who is in another team leaves that one. Raises Stale, Taken."""
    with transaction.atomic():
        stored = Team.objects.select_for_update().get(pk=team.pk)
        if seen != team_state(stored):
            raise Stale("somebody else has changed the team meanwhile")
        _change(stored, {"name": name}, "team changed", by, at)
        before = set(User.objects.filter(team=stored).values_list("pk", flat=True))
        after = {member.pk for member in members}
        User.objects.filter(pk__in=before - after).update(team=None)
        User.objects.filter(pk__in=after - before).update(team=stored)
        if before != after:
            _audit("team members changed", stored, by, at, came=sorted(after - before), left=sorted(before - after))


def team_state(team: Team) -> str:
    """As `state_of`, with the members."""
    members = sorted(User.objects.filter(team=team).values_list("pk", flat=True))
    return f"{state_of(team)}-{hashlib.sha256(repr(members).encode()).hexdigest()[:8]}"


def add_attribute(*, values: Mapping[str, object], by: User | None, at: datetime) -> Attribute:
    """An attribute of the team's own: name, kind, label_en, label_de, options. Raises Taken."""
    attribute = Attribute(**values, created_at=at)
    _store_new(attribute, "attribute added", by, at, name=attribute.name, kind=attribute.kind)
    return attribute


def change_attribute(
    *, attribute: Attribute, values: Mapping[str, object], seen: str, by: User | None, at: datetime
) -> None:
    """Labels, options, and the kind while no contact has a value. Raises Stale, InUse."""
    with transaction.atomic():
        stored = Attribute.objects.select_for_update().get(pk=attribute.pk)
        _expect(stored, seen)
        if values.get("kind", stored.kind) != stored.kind:
            _expect_unused(stored)
        _change(stored, values, "attribute changed", by, at)


def remove_attribute(*, attribute: Attribute, by: User | None, at: datetime) -> None:
    """Forget an attribute of which no contact ever had a value. Raises InUse."""
    with transaction.atomic():
        stored = Attribute.objects.select_for_update().get(pk=attribute.pk)
        _expect_unused(stored)
        _audit("attribute removed", stored, by, at, name=stored.name)
        stored.delete()


def add_source(*, name: str, is_public: bool, by: User | None, at: datetime) -> tuple[Source, str]:
    """A source that may send, with its write key. `is_public`: everybody can read the key. Raises Taken."""
    key = new_key()
    source = Source(name=name, created_at=at, **_keyed(key, is_public=is_public))
    _store_new(source, "source added", by, at, is_public=is_public)
    return source, key


def renew_key(*, source: Source, by: User | None, at: datetime) -> str:
    """Another write key for the source; the one before is worth nothing from now on. A secret one is told this once."""
    key = new_key()
    with transaction.atomic():
        stored = Source.objects.select_for_update().get(pk=source.pk)
        Source.objects.filter(pk=stored.pk).update(**_keyed(key, is_public=stored.is_public))
        _audit("key renewed", stored, by, at)
    source.refresh_from_db()
    return key


def let_send(*, source: Source, is_active: bool, by: User | None, at: datetime) -> None:
    """Let what bears the source's key be taken, or no longer."""
    with transaction.atomic():
        if Source.objects.filter(pk=source.pk).exclude(is_active=is_active).update(is_active=is_active):
            _audit("source taken up again" if is_active else "source revoked", source, by, at)
    source.refresh_from_db()


def map_fields(*, source: Source, mapping: Mapping[str, str | None], by: User | None, at: datetime) -> None:
    """Say which field each name of the source's leads holds (None: none); what came before stays as it was read."""
    with transaction.atomic():
        Source.objects.filter(pk=source.pk).update(field_map=dict(mapping))
        _audit("source mapped", source, by, at, names=len(mapping))
    source.refresh_from_db()


def change_webhook_secret(*, source: Source, system: str, secret: str, by: User | None, at: datetime) -> None:
    """Keep with what LinkedIn or Meta signs for this source; empty: forget it. It is written nowhere else."""
    if secret:
        lead_pointers.keep_secret(source, system, secret)
    else:
        lead_pointers.forget_secret(source, system)
    with transaction.atomic():
        _audit("webhook secret kept" if secret else "webhook secret forgotten", source, by, at, system=system)


def change_installation(*, values: Mapping[str, object], seen: str, by: User | None, at: datetime) -> None:
    """What holds for everybody. Raises Stale."""
    with transaction.atomic():
        Installation.objects.get_or_create(id=1)
        stored = Installation.objects.select_for_update().get(id=1)
        _expect(stored, seen)
        _change(stored, values, "installation changed", by, at)


def _keyed(key: str, *, is_public: bool) -> dict[str, str]:
    return {"write_key_hash": hash_of(key), "public_key": key if is_public else ""}


def _locked_user(user: User) -> User:
    """The user as stored. All admins are locked with them, in one order: two who disable each other take turns."""
    rows = User.objects.select_for_update().filter(models.Q(pk=user.pk) | models.Q(role=Role.ADMIN)).order_by("pk")
    return next(row for row in rows if row.pk == user.pk)


def _expect(row: models.Model, seen: str) -> None:
    if seen != state_of(row):
        raise Stale("somebody else has changed it meanwhile")


def _expect_another_admin(user: User) -> None:
    if not User.objects.filter(role=Role.ADMIN, is_active=True).exclude(pk=user.pk).exists():
        raise LastAdmin("nobody else may administer")


def _expect_unused(attribute: Attribute) -> None:
    if AttributeChange.objects.filter(attribute=attribute.name).exists():
        raise InUse("contacts have values of it")


def _store_new(row: models.Model, action: str, by: User | None, at: datetime, **details: object) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            _audit(action, row, by, at, **details)
    except IntegrityError:
        raise Taken("there is one already") from None


def _change(row: models.Model, values: Mapping[str, object], action: str, by: User | None, at: datetime) -> None:
    """Store what differs. The names of the columns are written down, and new values of a few words of ours."""
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    if not changed:
        return
    for name in changed:
        setattr(row, name, values[name])
    try:
        with transaction.atomic():
            row.save(update_fields=changed)
    except IntegrityError:
        raise Taken("there is one already") from None
    told = {name: values[name] for name in changed if name in _TOLD}
    _audit(action, row, by, at, changed=changed, **told)


def _audit(action: str, row: models.Model, by: User | None, at: datetime, **details: object) -> None:
    AuditEntry.objects.create(
        by=by, action=action, subject=type(row).__name__.lower(), subject_id=row.pk, details=details, occurred_at=at
    )
