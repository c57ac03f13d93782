"""Users: the operators of the product."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from reif.records.enums import Role, one_of
from reif.records.fates import OnErase, OnExport
from reif.records.models.team import Team
from reif.rules.languages import Language


class UserManager(BaseUserManager["User"]):
    """Users are found by their e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user who signs in with this e-mail. Raises User.DoesNotExist."""
        return self.get(email=normalised(username or ""))

    def create_user(self, email: str, password: str, role: Role, **columns: Any) -> "User":
        """Store a user; the password is kept as a hash only."""
        user = self.model(email=normalised(email), role=role, **columns)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in, by e-mail (lower case), with a role."""

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True, default="")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    language = models.CharField(max_length=2, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="members")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["role"]
    objects = UserManager()

    class Meta:
        constraints: ClassVar = [
            one_of("role", Role, "user"),
            one_of("language", Language, "user"),
        ]


def normalised(email: str) -> str:
    """The e-mail as it is stored and looked up."""
    return email.strip().lower()
