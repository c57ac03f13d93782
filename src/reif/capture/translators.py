"""What turns the texts of each field of a list into what they mean: of the catalogue and of the team's own."""

import json
from collections.abc import Callable, Iterable

from reif.records.models import Attribute
from reif.rules.texts import clean
from reif.rules.written_times import written_time
from reif.rules.written_values import amount, options, translator, yes_or_no

Translate = Callable[[str], object]


def translators(fields: Iterable[str]) -> dict[str, Translate]:
    """By field; a field whose texts mean themselves has none."""
    names = {name: clean(name) for name in fields}
    own = {each.name: _own(each) for each in Attribute.objects.filter(name__in=set(names.values()))}
    known = {name: own.get(stored) or translator(name) for name, stored in names.items()}
    return {name: _or_json(translate) for name, translate in known.items() if translate is not None}


def _own(attribute: Attribute) -> Translate | None:
    match attribute.kind:
        case "number":
            return amount
        case "boolean":
            return yes_or_no
        case "date":
            return _date
        case "choice":
            return options({str(each["value"]): [each.get("en", ""), each.get("de", "")] for each in attribute.options})
    return None


def _date(text: str) -> object:
    instant = written_time(text)
    return text if instant is None else instant.date().isoformat()


def _or_json(translate: Translate) -> Translate:
    """A list written as JSON is one."""

    def read(text: str) -> object:
        if text.startswith("["):
            try:
                listed = json.loads(text)
            except (ValueError, RecursionError):
                return text
            return listed if isinstance(listed, list) else text
        return translate(text)

    return read
