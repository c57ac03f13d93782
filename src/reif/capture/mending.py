"""The rejects of an import as a list of the columns it had, so that it can be mended and imported again."""

import json
from collections.abc import Callable, Iterator

from reif.records.models import Import
from reif.rules.header_names import REJECTED_BECAUSE, ROW_AS_READ

_AT_ONCE = 1_000


def headers(of: Import, language: str) -> list[str]:
    """The columns of the list, then the reason and, for rows that could not be read at all, their text.

    The last two are left out when the list is imported again.
    """
    return [*of.mapping, REJECTED_BECAUSE[language], ROW_AS_READ[language]]


def rows(of: Import, told: Callable[[str], str]) -> Iterator[list[object]]:
    """The cells of each reject, in the order of `headers` and of the list; in bounded memory.

    `told`: a reason in words. Rows whose text is not kept, since the person was erased, are left out.
    """
    names = list(of.mapping)
    rejects = of.rejects.exclude(raw="").order_by("row")
    last = 0
    while part := list(rejects.filter(row__gt=last)[:_AT_ONCE]):
        for each in part:
            cells = _cells(each.raw)
            texts = [_text((cells or {}).get(name, "")) for name in names]
            yield [*texts, told(each.reason), "" if cells is not None else each.raw]
        last = part[-1].row


def _cells(raw: str) -> dict[str, object] | None:
    """The cells of a row that was read; None for one that was not."""
    try:
        cells = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return cells if isinstance(cells, dict) else None


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)
