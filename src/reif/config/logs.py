"""Logs: one JSON object per line on standard error, without anything that somebody typed."""

import logging
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from reif.jobs.whereabouts import whereabouts
from reif.web.request_id import request_id

SAID = frozenset(
    {"attempt", "failures", "job", "kind", "method", "ms", "port", "request", "route", "status", "step", "worker"}
)
"""What a line may hold beside time, level, logger and message: numbers and words of ours."""

_SPEAKS_PLAINLY = "_granian"  # which processes start and stop


class PlainLines(JsonFormatter):
    """Writes the fixed text of a message and never its arguments; of an error its kind and place, never its message.

    Both can quote names, addresses or queries. What other packages put together themselves is left out altogether.
    """

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Keep what may be said."""
        record: logging.LogRecord = log_data.pop("record")
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line |= {
            key: value for key, value in vars(record).items() if key in SAID and isinstance(value, str | int | float)
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = whereabouts(record.exc_info[1])
        return line

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return self.serialize_log_record(self.process_log_record({"record": record}))


def _message(record: logging.LogRecord) -> str:
    if record.name == _SPEAKS_PLAINLY:
        return record.getMessage()
    if record.name.split(".")[0] == "reif" or record.args:
        return str(record.msg)
    return f"{record.filename}:{record.lineno}"


def logging_settings(level: str) -> dict[str, Any]:
    """What `logging.config.dictConfig` takes; `level` in lower case."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"()": "reif.config.logs.PlainLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            "django": {"handlers": [], "level": level.upper(), "propagate": True},
            "django.db.backends": {"level": "INFO"},
            "django.server": {"handlers": [], "propagate": True},
            "_granian": {"handlers": [], "propagate": True},
        },
    }
