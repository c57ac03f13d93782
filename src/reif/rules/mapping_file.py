"""A mapping file: which field each column of a list holds, where what is detected is not what is meant."""

import json
import re
from collections.abc import Mapping

from reif.rules.core_schema import Number
from reif.rules.places import Findings, Place, open_mapping, text
from reif.rules.problems import ModelFileError, Problem
from reif.rules.yaml_nodes import Scalar, YamlError, compose

_PLAIN = re.compile(r"[^\W\d][\w.]*")
_NO_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


class MappingFileError(ModelFileError):
    """The mapping file is not valid; problems by line."""


def parse_mapping(content: bytes, *, file: str) -> dict[str, str | None]:
    """header -> field, or None to leave the column out. Raises MappingFileError with all problems."""
    findings = Findings(file)
    if not content.strip():
        raise MappingFileError([Problem(file, 1, "", "expected a mapping of headers to fields, found an empty file")])
    try:
        root = compose(content)
    except YamlError as error:
        raise MappingFileError([Problem(file, error.line, "", error.message)]) from None
    members = open_mapping(Place(root, "", root.line, findings), "a mapping of headers to fields") or {}
    mapping = {header: _field(place) for header, place in members.items()}
    if findings.problems:
        raise MappingFileError(findings.problems)
    return mapping


def mapping_text(mapping: Mapping[str, str | None]) -> str:
    """The mapping as a file that says it; empty for none."""
    return "".join(
        f"{_written(name)}: {'null' if field is None else _written(field)}\n" for name, field in mapping.items()
    )


def _written(name: str) -> str:
    """As a text in JSON, which YAML reads as the same, unless it is a plain word."""
    return name if _PLAIN.fullmatch(name) and name.lower() not in _NO_WORDS else json.dumps(name, ensure_ascii=False)


def _field(place: Place) -> str | None:
    if isinstance(place.node, Scalar) and place.node.value is None:
        return None
    if isinstance(place.node, Scalar) and isinstance(place.node.value, Number):
        return place.node.written
    return text(place, what="a field, or null to leave the column out")
