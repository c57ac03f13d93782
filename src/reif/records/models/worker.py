"""Workers: the processes that do jobs."""

from django.db import models


class Worker(models.Model):
    """A process that works, by machine and process number. `turned_at`: when it last said that it is alive."""

    name = models.CharField(max_length=200, unique=True)
    started_at = models.DateTimeField()
    turned_at = models.DateTimeField()
