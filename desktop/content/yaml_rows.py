"""YAML files as rows that know their file and line, so that every message says where to look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node

_Kind = TypeVar("_Kind", bound=Enum)


class ContentError(Exception):
    """A content file is not as it must be. Printed as `file:line: message`; lines count from 1."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class Row:
    """One mapping of a content file. Values are text, rows, or lists of these; text stays text."""

    path: Path
    line: int
    values: Mapping[str, object]
    lines: Mapping[str, int] = field(default_factory=dict)

    def fault(self, message: str, key: str | None = None) -> ContentError:
        """An error that points at this row, or at one key of it."""
        return ContentError(self.path, self.lines.get(key or "", self.line), message)

    def only(self, *known: str) -> None:
        """Refuse keys that nobody reads: most often they are misspelt."""
        for key in self.values:
            if key not in known:
                raise self.fault(f"unknown key “{key}”", key)

    def has(self, key: str) -> bool:
        """Whether the key is there and not empty."""
        return self.values.get(key) not in (None, "")

    def text(self, key: str, default: str | None = None) -> str:
        """The text of a key; without a default it must be there."""
        value = self.values.get(key)
        if isinstance(value, str) and value:
            return value
        if value in (None, "") and default is not None:
            return default
        raise self.fault(f"“{key}” must be a text that is not empty", key)

    def number(self, key: str, default: int | None = None) -> int:
        """The whole number of a key; without a default it must be there."""
        if default is not None and not self.has(key):
            return default
        try:
            return int(self.text(key))
        except ValueError:
            raise self.fault(f"“{key}” must be a whole number", key) from None

    def flag(self, key: str) -> bool:
        """Whether a key says `true`; a missing key is false."""
        spelt = self.text(key, "false")
        if spelt not in ("true", "false"):
            raise self.fault(f"“{key}” must be true or false", key)
        return spelt == "true"

    def choice(self, key: str, kind: type[_Kind]) -> _Kind:
        """One member of an enumeration, written as its value."""
        return self._member(self.text(key), key, kind)

    def choices(self, key: str, kind: type[_Kind]) -> frozenset[_Kind]:
        """A list of members of an enumeration; a missing key is none of them."""
        return frozenset(self._member(word, key, kind) for word in self.words(key))

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts; a missing key is an empty list."""
        listed = self._listed(key)
        words = tuple(word for word in listed if isinstance(word, str) and word)
        if len(words) != len(listed):
            raise self.fault(f"“{key}” must be a list of texts", key)
        return words

    def row(self, key: str) -> Row:
        """The mapping under a key."""
        value = self.values.get(key)
        if not isinstance(value, Row):
            raise self.fault(f"“{key}” must hold keys and values", key)
        return value

    def rows(self, key: str) -> tuple[Row, ...]:
        """A list of mappings; a missing key is an empty list."""
        listed = self._listed(key)
        rows = tuple(row for row in listed if isinstance(row, Row))
        if len(rows) != len(listed):
            raise self.fault(f"“{key}” must be a list of rows", key)
        return rows

    def _member(self, name: str, key: str, kind: type[_Kind]) -> _Kind:
        known = {str(member.value): member for member in kind}
        if name not in known:
            raise self.fault(f"unknown {key} “{name}”; known are {', '.join(known)}", key)
        return known[name]

    def _listed(self, key: str) -> tuple[object, ...]:
        value = self.values.get(key, ())
        if not isinstance(value, tuple):
            raise self.fault(f"“{key}” must be a list", key)
        return value


def read_rows(path: Path) -> Row:
    """The file's outermost mapping. Raises ContentError for text that is not what it must be."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ContentError(path, 1, "the file must be saved as UTF-8") from None
    return parse_rows(text, path)


def parse_rows(text: str, path: Path) -> Row:
    """The outermost mapping of a text; `path` is only for messages."""
    import yaml  # takes 30 ms that the first window need not wait for

    try:
        # libyaml is six times as fast; PyYAML is sometimes built without it
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise ContentError(path, line, error.problem or "this is not YAML") from error
    except yaml.YAMLError as error:
        raise ContentError(path, 1, "there are characters that YAML does not allow") from error
    if not isinstance(node, yaml.MappingNode):
        raise ContentError(path, 1, "the file must begin with keys and values")
    return _read_mapping(node, path)


def _read_mapping(node: MappingNode, path: Path) -> Row:
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = key_node.value
        if not isinstance(key, str):
            raise ContentError(path, line, "a key must be a word")
        if key in values:
            raise ContentError(path, line, f"“{key}” is there twice")
        values[key] = _read_node(value_node, path)
        lines[key] = line
    return Row(path, node.start_mark.line + 1, values, lines)


def _read_node(node: Node, path: Path) -> object:
    import yaml

    if isinstance(node, yaml.MappingNode):
        return _read_mapping(node, path)
    if isinstance(node, yaml.SequenceNode):
        return tuple(_read_node(child, path) for child in node.value)
    is_null = node.tag == "tag:yaml.org,2002:null"
    return None if is_null else str(node.value)
