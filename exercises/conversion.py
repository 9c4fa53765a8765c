"""Plain data from a YAML file to typed values, or a sentence that says where it is wrong.

Everything that is refused is refused in one form: file, line, the field's path, what was expected.
`guide` is the page that describes the format.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from exercises.errors import PracticeError
from exercises.nodes import FieldPath, Malformed, parse, spelled
from exercises.texts import IDENTIFIER, SLUG

Lines = dict[FieldPath, int]

# What msgspec says of a pattern, and what a person would say.
_PATTERNS = {
    f"`str` matching regex {SLUG!r}": "lower-case words joined by hyphens",
    f"`str` matching regex {IDENTIFIER!r}": "a name as in Python",
}


def refusal(path: Path, line: int, field: FieldPath, sentence: str, guide: str) -> PracticeError:
    """The refusal of a file: its name, the line, the field's path and what was expected there."""
    where = f"`{spelled(field)}`: " if field else ""
    return PracticeError(
        f"{path}, line {line}: {where}{sentence}.",
        f"Correct it there; {guide} describes every field.",
        exit_code=3,
    )


def plain_data(content: bytes, path: Path, guide: str) -> tuple[Any, Lines]:
    """The data in a YAML file and the line of every field; PracticeError when it is no YAML."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refusal(path, line, (), "expected UTF-8 text", guide) from None
    try:
        return parse(text)
    except Malformed as error:
        raise refusal(path, error.line, error.field, error.sentence, guide) from None


def typed(data: Any, kind: Any, path: Path, lines: Lines, guide: str, at: FieldPath = ()) -> Any:
    """`data`, which stands at the field `at` of the file, as a value of type `kind`."""
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        field, sentence = _located(str(error), data, kind)
        field = (*at, *field)
        raise refusal(path, nearest_line(field, lines), field, sentence, guide) from None


def nearest_line(field: FieldPath, lines: Lines) -> int:
    """The line of the field, or of the closest thing around it that is written down."""
    while field not in lines:
        field = field[:-1]
    return lines[field]


def _located(message: str, data: Any, kind: Any) -> tuple[FieldPath, str]:
    """The field and the sentence in a message of msgspec: ``Expected ... - at `$.a[0]` ``."""
    sentence, _, place = message.partition(" - at ")
    in_key = place.startswith("`key` in ")
    written = re.findall(r"\.([^.\[\]`]+)|\[(\d+|\.\.\.)\]", place)
    field: FieldPath = ()
    for name, index in written:
        # msgspec writes `...` for a key of a table; `_failing_key` finds out which one.
        if index == "...":
            field = (*field, _failing_key(field, data, kind))
        else:
            field = (*field, int(index) if index else name)
    if in_key:
        field = (*field, _failing_key(field, data, kind))
        sentence = f"{sentence} for its name"
    for said, meant in _PATTERNS.items():
        sentence = sentence.replace(said, meant)
    if sentence.startswith("Invalid enum value"):
        return field, f"expected {_choices(field, kind)}, got {sentence.split(maxsplit=3)[3]}"
    if sentence.startswith("Invalid value"):  # of the field that tells structs apart
        return field, f"expected {_tags(kind)}, got {sentence.split(maxsplit=2)[2]}"
    named = re.search(r"unknown field `(.+)`$", sentence)
    if named:
        return (*field, named[1]), "expected a field that exists, this one does not"
    missing = re.search(r"missing required field `(.+)`$", sentence)
    if missing:
        return (*field, missing[1]), "expected this field, it is missing"
    return field, (sentence[:1].lower() + sentence[1:]).replace("`", "")


def _failing_key(field: FieldPath, data: Any, kind: Any) -> str:
    """Which entry of the table at `field` is refused, found by leaving only one in."""
    table = data
    for part in field:
        table = table[part]
    for key in table:
        try:
            msgspec.convert(_with_only(field, key, data), kind)
        except msgspec.ValidationError:
            return str(key)
    return str(next(iter(table)))


def _with_only(field: FieldPath, key: str, data: Any) -> Any:
    if not field:
        return {key: data[key]}
    copy = list(data) if isinstance(data, list) else dict(data)
    copy[field[0]] = _with_only(field[1:], key, data[field[0]])  # type: ignore[index]
    return copy


def _tags(kind: Any) -> str:
    """The names by which the structs of a union are told apart."""
    info: Any = msgspec.inspect.type_info(kind)
    return " or ".join(str(option.tag) for option in info.types)


def _choices(field: FieldPath, of: Any) -> str:
    """What may stand in a field that has a fixed choice, read off the types."""
    kind: Any = msgspec.inspect.type_info(of)
    for part in field:
        kind = _inside(kind, part)
    return " or ".join(
        str(value)
        for option in getattr(kind, "types", (kind,))
        for value in getattr(option, "values", ())
    )


def _inside(kind: Any, part: str | int) -> Any:
    """The type one step down a path."""
    if isinstance(kind, msgspec.inspect.UnionType):
        options: Any = kind.types
        kind = next(k for k in options if any(f.name == part for f in k.fields))
    if isinstance(kind, msgspec.inspect.StructType):
        return next(f.type for f in kind.fields if f.name == part)
    return kind.item_type if isinstance(part, int) else kind.value_type
