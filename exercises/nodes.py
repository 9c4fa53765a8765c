"""YAML text to plain data, remembering the line of every field.

PyYAML reads YAML 1.1, where `off` is false, `1e4` is a text and a repeated key silently wins.
Here `true` and `false` are the only booleans, `1e4` is a number and a repeated key is refused.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

FieldPath = tuple[str | int, ...]
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Malformed(Exception):
    """Text that is not the YAML we read; `line` counts from 1."""

    def __init__(self, line: int, field: FieldPath, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.field = field
        self.sentence = sentence


class _Loader(_Base):  # type: ignore[misc]
    """The safe loader with the scalars of YAML 1.2."""


_RETAGGED = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:float", "tag:yaml.org,2002:timestamp")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _RETAGGED]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), "tf")
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(
        r"^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][-+]?[0-9]+$|^[-+]?[0-9]*\.[0-9]+$"
        r"|^[-+]?[0-9]+\.$"
    ),
    "-+.0123456789",
)


def parse(text: str) -> tuple[Any, dict[FieldPath, int]]:
    """The plain data in `text`, and the line of every field by its path; Malformed otherwise."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise Malformed(1, (), "the file is empty")
        lines: dict[FieldPath, int] = {(): node.start_mark.line + 1}
        _note_lines(node, (), lines, set())
        return loader.construct_document(node), lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise Malformed(line, (), f"this is not valid YAML: {error.problem}") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Malformed(line, (), f"this is not valid YAML: {error.reason}") from None
    except RecursionError:
        raise Malformed(1, (), "its fields are nested too deeply") from None
    except ValueError as error:  # such as an integer of a million digits
        raise Malformed(1, (), f"a value cannot be read: {error}") from None
    finally:
        loader.dispose()


def _note_lines(
    node: yaml.Node, field: FieldPath, lines: dict[FieldPath, int], seen: set[int]
) -> None:
    if id(node) in seen:  # an alias may lead in a circle, and nothing here needs one
        raise Malformed(node.start_mark.line + 1, field, "expected it written out, not an alias")
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                raise Malformed(line, field, "expected the name of a field to be a text")
            name = (*field, key.value)
            if name in lines:
                raise Malformed(line, name, f"it was already given on line {lines[name]}")
            lines[name] = line
            _note_lines(value, name, lines, seen)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            lines[*field, index] = item.start_mark.line + 1
            _note_lines(item, (*field, index), lines, seen)


def spelled(field: FieldPath) -> str:
    """A path as people write it: `fixtures[0].inputs.y_pred`."""
    text = ""
    for part in field:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".")
