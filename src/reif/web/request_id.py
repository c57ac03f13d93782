"""The id of the request that is being answered, so that all that is logged of it can be found together."""

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
