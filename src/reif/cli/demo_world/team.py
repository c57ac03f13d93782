"""The made-up team as users of the system; only the one who signs in has a password."""

from collections.abc import Mapping

from reif.records.enums import Role
from reif.records.models import Team, User
from reif.simulation.team import LOGIN, TEAM
from reif.simulation.words.offers import SELLER

TIME_ZONE = "Europe/Berlin"


def add_team(password: str, language: str) -> Mapping[str, User]:
    """The users by e-mail. Those who are there already stay as they are, but for the password of the login."""
    team, _ = Team.objects.get_or_create(name=SELLER)
    users = {}
    for colleague in TEAM:
        user, is_new = User.objects.get_or_create(
            email=colleague.email,
            defaults={
                "name": colleague.name,
                "role": Role(colleague.role),
                "language": language,
                "time_zone": TIME_ZONE,
                "team": team,
            },
        )
        if colleague.email == LOGIN:
            user.set_password(password)
            user.save(update_fields=["password"])
        elif is_new:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        users[colleague.email] = user
    return users


def remove_team() -> int:
    """Take the users out, and their team if nobody else is in it. Returns how many users."""
    count, _ = User.objects.filter(email__in=[colleague.email for colleague in TEAM]).delete()
    Team.objects.filter(name=SELLER, members=None).delete()
    return count
