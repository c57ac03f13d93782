"""Many writers at once: who had to give way to another tries again."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, connection

from reif.records.refusal import Refusal, refusal

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_TURNS = 5


def takes_turns(write: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Run a write again whose transaction was ended in favour of another one: by a deadlock, or because the other
    stored the same first and is to be found now. What fails each time is raised. Inside a transaction it is run once.
    """

    @wraps(write)
    def run(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        for _ in range(0 if connection.in_atomic_block else _TURNS - 1):
            try:
                return write(*args, **kwargs)
            except DatabaseError as error:
                if refusal(error) is not Refusal.GAVE_WAY:
                    raise
        return write(*args, **kwargs)

    return run
