"""One of many who use a system at the same time, each a process of its own: says what was confirmed to it, a line each.

python -m tests.crowd.member ROLE NUMBER TURNS

What is no answer of the domain's ends it with a trace.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

CONTACTS = 4
dice = random.Random()  # noqa: S311 - of no secret
# Scores fade within seconds, so that time passes while others write.
MODEL = """\
format: 1
name: fast-{number}
fit:
  rules:
    - {{id: decider, label: Decider, when: {{field: seniority, in: [owner, vp]}}, points: {decider}}}
engagement:
  max: 60
  rules:
    - {{id: pages, label: Pages, event: Page Viewed, points: 5, half_life: 0.002h, max_points: 30}}
    - {{id: webinar, label: Webinar, event: Webinar Attended, points: 30, within: 0.001h}}
    - {{id: quiet, label: Quiet, inactive_for: 0.0005h, points: -5}}
levels: [10, 30, 50]
temperatures: {{warm: 30, hot: 60}}
"""


def send(number: int) -> None:
    """Events of several contacts in a batch, in any order; every message id comes from all senders, and again."""
    from reif import lifecycle
    from reif.capture.new_event import NewEvent
    from reif.records.models import Source

    source, _ = Source.objects.get_or_create(name="website", defaults={"created_at": now()})
    turn = 0

    def step() -> None:
        nonlocal turn
        turn += 1
        events = []
        for contact_id in dice.sample(contact_ids(), dice.randint(1, CONTACTS)):
            name = dice.choice(["Page Viewed", "Page Viewed", "Webinar Attended", "Offer Requested"])
            ago = timedelta(seconds=dice.uniform(-2, 8))
            key = f"{turn}-{contact_id}" if dice.random() < 0.5 else f"{number}-{turn}-{contact_id}"
            events.append(NewEvent(contact_id, name, now() - ago, {}, message_id=key))
        lifecycle.record(source=source, events=events, at=now())
        for event in events:
            print("event", event.message_id, flush=True)

    repeat(step)


def sell(number: int) -> None:
    """Everything that people do with contacts; what is refused in the domain's words is an answer."""
    from reif import lifecycle
    from reif.qualify.operations import CannotMove
    from reif.records.models import Contact, StageChange, User
    from reif.rules.stages import Disqualification, Stage

    by, _ = User.objects.get_or_create(email=f"seller{number}@example.com", defaults={"role": "sales"})

    def edit(contact: Contact) -> None:
        time.sleep(dice.uniform(0, 0.02))  # as long as the form is open
        value = dice.choice(["owner", "intern", None])
        told = {"seniority": value, "company": dice.choice(["Ode", "Elf", "Rho"]), f"seen_by_{number}": time.time()}
        lifecycle.edit(contact=contact, attributes=told, version=contact.version, by=by, at=now())
        print("edit", contact.pk, told[f"seen_by_{number}"], flush=True)

    def undo(contact: Contact) -> None:
        last = StageChange.objects.filter(contact=contact).order_by("-id").first()
        if last is not None:
            lifecycle.undo(change=last, by=by, at=now())

    tomorrow = (now() + timedelta(days=1)).date()
    deeds: list[Callable[[Contact], object]] = [
        edit,
        undo,
        lambda contact: lifecycle.accept(contact=contact, by=by, at=now()),
        lambda contact: lifecycle.decline(contact=contact, by=by, at=now()),
        lambda contact: lifecycle.advance(contact=contact, to=dice.choice(list(Stage)), by=by, at=now(), why=""),
        lambda contact: lifecycle.disqualify(contact=contact, reason=Disqualification.NO_NEED, by=by, at=now()),
        lambda contact: lifecycle.recycle(contact=contact, look_again_on=tomorrow, by=by, at=now()),
        lambda contact: lifecycle.reactivate(contact=contact, by=by, at=now()),
        lambda contact: lifecycle.assign(contact=contact, owner=by, by=by, at=now()),
        lambda contact: lifecycle.snooze(contact=contact, until=now(), by=by, at=now()),
    ]

    def step() -> None:
        contact = Contact.objects.get(pk=dice.choice(contact_ids()))
        try:
            dice.choice(deeds if dice.random() < 0.7 else [edit])(contact)
        except (CannotMove, lifecycle.Stale):
            print("refused", flush=True)
        else:
            print("done", flush=True)

    repeat(step)


def publish(number: int) -> None:
    """New versions, one after the other."""
    from reif import lifecycle

    turn = 0

    def step() -> None:
        nonlocal turn
        turn += 1
        text = MODEL.format(number=f"{number}-{turn}", decider=dice.choice([10, 20, 35]))
        model = lifecycle.draft(text=text, by=None, at=now())
        lifecycle.publish(model=model, by=None, now=now)
        print("published", model.number, flush=True)

    repeat(step)


def rebuild(number: int) -> None:
    """The proof, while everybody works: there is never a difference."""
    del number
    from reif import lifecycle

    def step() -> None:
        found = lifecycle.rebuild(contact_ids=contact_ids(), at=now())
        assert found == [], found

    repeat(step)


def now() -> datetime:
    return datetime.now(UTC)


def contact_ids() -> list[int]:
    from reif.records.models import Contact

    return list(Contact.objects.order_by("id").values_list("id", flat=True)[:CONTACTS])


def repeat(step: Callable[[], None]) -> None:
    for _ in range(int(sys.argv[3])):
        step()
        time.sleep(dice.uniform(0, 0.04))


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
    import django

    django.setup()
    {"send": send, "sell": sell, "publish": publish, "rebuild": rebuild}[sys.argv[1]](int(sys.argv[2]))
    print("ended", flush=True)


if __name__ == "__main__":
    main()
