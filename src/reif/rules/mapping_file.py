"""A mapping file: which field each column of a list holds, where what is detected is not what is meant."""

from reif.rules.core_schema import Number
from reif.rules.places import Findings, Place, open_mapping, text
from reif.rules.problems import ModelFileError, Problem
from reif.rules.yaml_nodes import Scalar, YamlError, compose


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


def _field(place: Place) -> str | None:
    if isinstance(place.node, Scalar) and place.node.value is None:
        return None
    if isinstance(place.node, Scalar) and isinstance(place.node.value, Number):
        return place.node.written
    return text(place, what="a field, or null to leave the column out")
