"""Records that are written once: no change, no deletion, but for merging and erasure, which have verbs of their own."""

from typing import Any, NoReturn

from django.db import models


class WrittenOnce(ValueError):
    """Somebody tried to change or delete what is only ever added."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows can be added, erased with their person, and moved when contacts merge; nothing else."""

    def update(self, **values: Any) -> NoReturn:
        """Refused. Raises WrittenOnce."""
        raise WrittenOnce(f"{self.model.__name__}: rows are never changed ({', '.join(values)})")

    def delete(self) -> NoReturn:
        """Refused. Raises WrittenOnce."""
        raise WrittenOnce(f"{self.model.__name__}: rows are never deleted; `erase` is for erasing a person")

    def move(self, *, contact_id: int, origin: Any = None) -> int:
        """Let the rows belong to another contact (merging), `origin`: whose they would be. Returns how many."""
        return super().update(contact_id=contact_id, origin=origin)

    def erase(self) -> int:
        """Delete the rows of an erased person, with what hangs on them. Returns how many rows there were."""
        return super().delete()[1].get(self.model._meta.label, 0)

    def unlink(self, *, erased_id: int) -> int:
        """Let the rows be an erased person's as a count, their `blank_on_erase` columns emptied. Returns how many."""
        blank = dict.fromkeys(getattr(self.model, "blank_on_erase", ()), "")
        return super().update(contact_id=None, erased_id=erased_id, **blank)


class AppendOnly(models.Model):
    """A row that is written once. `may_change`: the columns that merging and erasing may set."""

    may_change: tuple[str, ...] = ("contact_id", "origin")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *arguments: Any, **options: Any) -> None:
        """Insert the row. Raises WrittenOnce for one that is stored."""
        if not self._state.adding:
            raise WrittenOnce(f"{type(self).__name__}: rows are never changed")
        super().save(*arguments, **options)

    def delete(self, *arguments: Any, **options: Any) -> NoReturn:
        """Refused. Raises WrittenOnce."""
        del arguments, options
        raise WrittenOnce(f"{type(self).__name__}: rows are never deleted")

    @classmethod
    def frozen_columns(cls) -> tuple[str, ...]:
        """The columns that the database itself keeps as they were written."""
        return tuple(
            field.column
            for field in cls._meta.local_concrete_fields
            if field.column and field.attname not in cls.may_change
        )
