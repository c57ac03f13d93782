"""YAML 1.2 (core schema) as a tree of values that know their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from reif.rules.core_schema import Value, is_of_kind, plain_value
from reif.rules.problems import shown

MAX_BYTES = 1_000_000
MAX_DEPTH = 64
MAX_NODES = 50_000

_UNUSABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CORE = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Scalar:
    """`written`: the text in the file. `value`: what it means."""

    line: int
    written: str
    value: Value
    size: int = 1


@dataclass(frozen=True, slots=True)
class Sequence:
    line: int
    items: tuple["Node", ...]
    size: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys of any kind, in the order of the file, repeats included."""

    line: int
    pairs: tuple[tuple["Node", "Node"], ...]
    size: int


@dataclass(frozen=True, slots=True)
class Unusable:
    """Something that no key takes; `found` says what it is."""

    line: int
    found: str
    size: int = 1


Node: TypeAlias = Scalar | Sequence | Mapping | Unusable


class YamlError(ValueError):
    """The text is not one YAML document of bearable size. `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def compose(source: str | bytes) -> Node:
    """The document as a tree; lines count from 1.

    Bytes are UTF-8, with or without a byte order mark. What an alias stands for is in the tree again. Raises YamlError
    for broken YAML, none or several documents, over MAX_BYTES, deeper than MAX_DEPTH, more than MAX_NODES values.
    """
    return _Composer(_events(_decode(source))).document()


def _decode(source: str | bytes) -> str:
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    if len(data) > MAX_BYTES:
        raise YamlError(1, f"expected at most {MAX_BYTES:,} bytes, found {len(data):,}")
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise YamlError(line, f"expected text in UTF-8, found the byte 0x{data[error.start]:02x}") from None


def _events(text: str) -> Iterator[Any]:
    reader = YAML(typ="safe", pure=True)
    line = 0
    try:
        for event in reader.parse(text):
            line = event.start_mark.line
            yield event
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = " ".join(part for part in (error.problem, error.context) if part)
        raise YamlError(mark.line + 1 if mark else line + 1, f"not YAML: {shown(message, 200)}") from None
    except YAMLError as error:
        position = getattr(error, "position", 0)
        character = getattr(error, "character", 0)
        raise YamlError(
            text.count("\n", 0, position) + 1, f"not YAML: found the control character U+{character:04X}"
        ) from None
    except Exception as error:  # noqa: BLE001 - the parser lets slip more than its own errors (an escape past Unicode)
        raise YamlError(line + 1, f"not YAML: cannot be read from about here ({shown(str(error), 200)})") from None


class _Composer:
    """Builds the tree; its depth and the size that aliases give it are bounded on the way."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._anchors: dict[str, Node | None] = {}

    def document(self) -> Node:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    raise YamlError(_line(event), "expected one document, found another one that begins here")
                if event.version not in (None, (1, 2)):
                    raise YamlError(1, f"expected YAML 1.2, found %YAML {'.'.join(map(str, event.version))}")
                root = self._node(next(self._events), depth=1)
        if root is None or (isinstance(root, Scalar) and root.value is None and not root.written):
            raise YamlError(1, "expected a model, found an empty file")
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, AliasEvent):
            return self._alias(event)
        if depth > MAX_DEPTH:
            raise YamlError(_line(event), f"expected at most {MAX_DEPTH} levels of nesting, found more")
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        node = self._bare(event, depth)
        if node.size > MAX_NODES:
            raise YamlError(node.line, f"expected at most {MAX_NODES:,} values, aliases followed, found more")
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _bare(self, event: Any, depth: int) -> Node:
        if isinstance(event, ScalarEvent):
            return _scalar(event)
        if isinstance(event, SequenceStartEvent):
            sequence = self._sequence(_line(event), depth)
            return sequence if _is_plain(event, "seq") else _tagged(event)
        assert isinstance(event, MappingStartEvent)
        mapping = self._mapping(_line(event), depth)
        return mapping if _is_plain(event, "map") else _tagged(event)

    def _sequence(self, line: int, depth: int) -> Sequence:
        items: list[Node] = []
        size = 1
        while not isinstance(event := next(self._events), SequenceEndEvent):
            items.append(self._node(event, depth + 1))
            size = _bounded(size + items[-1].size, line)
        return Sequence(line, tuple(items), size)

    def _mapping(self, line: int, depth: int) -> Mapping:
        pairs: list[tuple[Node, Node]] = []
        size = 1
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            pairs.append((key, value))
            size = _bounded(size + key.size + value.size, line)
        return Mapping(line, tuple(pairs), size)

    def _alias(self, event: Any) -> Node:
        if event.anchor not in self._anchors:
            return Unusable(_line(event), f"the alias *{shown(event.anchor)} without its anchor")
        return self._anchors[event.anchor] or Unusable(
            _line(event), f"the alias *{shown(event.anchor)} inside of what it stands for"
        )


def _bounded(size: int, line: int) -> int:
    if size > MAX_NODES:
        raise YamlError(line, f"expected at most {MAX_NODES:,} values, aliases followed, found more")
    return size


def _scalar(event: Any) -> Node:
    line, written = _line(event), event.value
    unusable = _UNUSABLE.search(written)
    if unusable:
        return Unusable(line, f"a text with the character U+{ord(unusable.group()):04X}")
    if event.ctag is None:
        return Scalar(line, written, plain_value(written) if event.implicit[0] else written)
    tag = str(event.ctag)
    if tag in ("!", _CORE + "str"):
        return Scalar(line, written, written)
    value = plain_value(written)
    return Scalar(line, written, value) if is_of_kind(value, tag.removeprefix(_CORE)) else _tagged(event)


def _is_plain(event: Any, kind: str) -> bool:
    return event.ctag is None or str(event.ctag) in ("!", _CORE + kind)


def _tagged(event: Any) -> Unusable:
    return Unusable(_line(event), f"a value with the tag {shown(str(event.ctag).replace(_CORE, '!!'))}")


def _line(event: Any) -> int:
    line: int = event.start_mark.line + 1
    return line
