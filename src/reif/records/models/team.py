"""Teams of users."""

from django.db import models


class Team(models.Model):
    """Users who share contacts."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        """Its name, as forms offer it."""
        return self.name
