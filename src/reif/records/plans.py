"""Words to the planner of a database, which does not know what we know."""

from typing import Any

from django.db.models import Func


class Unindexed(Func):
    """A column for which SQLite looks into no index. Without it a filter that half of all contacts pass is looked up in
    an index of its own, and each of them fetched from the table. PostgreSQL, which keeps statistics, is left alone.
    """

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """With a plus before it, which changes no value."""
        return super().as_sql(compiler, connection, template="+%(expressions)s", **extra)
