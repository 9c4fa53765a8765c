"""One YAML file to one checked `Spec`, or a sentence that says where it is wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from exercises.errors import PracticeError
from exercises.nodes import FieldPath, Malformed, parse, spelled
from exercises.rules import broken_rules
from exercises.spec import IDENTIFIER, SLUG, Spec

REMEDY = "Correct it there; docs/spec-format.md describes every field."
# Fields that hold a text in two languages, which may also be written as one bare string.
_TEXTS = ("title", "statement", "note")
_TEXT_TABLES = ("steps", "mistakes")
# What msgspec says of a pattern, and what a person would say.
_PATTERNS = {
    f"`str` matching regex {SLUG!r}": "lower-case words joined by hyphens",
    f"`str` matching regex {IDENTIFIER!r}": "a name as in Python",
}


def bad_spec(path: Path, line: int, field: FieldPath, sentence: str) -> PracticeError:
    """The refusal of a spec: file, line, the field's path and what was expected there."""
    where = f"`{spelled(field)}`: " if field else ""
    return PracticeError(f"{path}, line {line}: {where}{sentence}.", REMEDY, exit_code=3)


def read_spec(path: Path) -> Spec:
    """The spec in the file `path`; PracticeError when it cannot be read or is not right."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PracticeError(
            f"The spec {path} cannot be read: {error.strerror}.",
            "Check that the file exists and is readable.",
            exit_code=3,
        ) from None
    return parse_spec(content, path)


def parse_spec(content: bytes, path: Path) -> Spec:
    """The spec in `content`, which came from `path` (the file's name and folder are checked)."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise bad_spec(path, line, (), "expected UTF-8 text") from None
    try:
        data, lines = parse(text)
    except Malformed as error:
        raise bad_spec(path, error.line, error.field, error.sentence) from None
    if not isinstance(data, dict):
        raise bad_spec(path, lines[()], (), "expected named fields such as `id: mae`")

    data = _with_bare_texts_expanded(data)
    try:
        spec = msgspec.convert(data, Spec)
    except msgspec.ValidationError as error:
        field, sentence = _located(str(error), data)
        raise bad_spec(path, _nearest_line(field, lines), field, sentence) from None
    for field, sentence in broken_rules(spec, file_name=path.stem, folder=path.parent.name):
        raise bad_spec(path, _nearest_line(field, lines), field, sentence)
    return spec


def _with_bare_texts_expanded(data: dict[str, Any]) -> dict[str, Any]:
    """The same data with `title: Mean` as `title: {en: Mean}`, wherever a text may stand."""

    def text(value: Any) -> Any:
        return {"en": value} if isinstance(value, str) else value

    def table(value: Any, *, of: tuple[str, ...] | None = None) -> Any:
        if not isinstance(value, dict):
            return value
        return {k: text(v) if of is None or k in of else v for k, v in value.items()}

    def each(value: Any, change: Any) -> Any:
        return [change(item) for item in value] if isinstance(value, list) else value

    data = table(data, of=_TEXTS)
    for name in _TEXT_TABLES:
        if name in data:
            data[name] = table(data[name])
    if "hints" in data:
        data["hints"] = each(data["hints"], text)
    if isinstance(data.get("checks"), dict):
        data["checks"] = {k: table(v, of=("note",)) for k, v in data["checks"].items()}
    signature = data.get("signature")
    if isinstance(signature, dict):
        data["signature"] = {
            k: each(v, lambda item: table(item, of=("meaning",)))
            if k in ("init", "arguments")
            else v
            for k, v in signature.items()
        }
    return data


def _nearest_line(field: FieldPath, lines: dict[FieldPath, int]) -> int:
    """The line of the field, or of the closest thing around it that is written down."""
    while field not in lines:
        field = field[:-1]
    return lines[field]


def _located(message: str, data: Any) -> tuple[FieldPath, str]:
    """The field and the sentence in a message of msgspec: ``Expected ... - at `$.a[0]` ``."""
    sentence, _, place = message.partition(" - at ")
    in_key = place.startswith("`key` in ")
    written = re.findall(r"\.([^.\[\]`]+)|\[(\d+|\.\.\.)\]", place)
    field: FieldPath = ()
    for name, index in written:
        # msgspec writes `...` for a key of a table; `_failing_key` finds out which one.
        if index == "...":
            field = (*field, _failing_key(field, data))
        else:
            field = (*field, int(index) if index else name)
    if in_key:
        field = (*field, _failing_key(field, data))
        sentence = f"{sentence} for its name"
    for said, meant in _PATTERNS.items():
        sentence = sentence.replace(said, meant)
    if sentence.startswith("Invalid enum value"):
        return field, f"expected {_choices(field)}, got {sentence.split(maxsplit=3)[3]}"
    named = re.search(r"unknown field `(.+)`$", sentence)
    if named:
        return (*field, named[1]), "expected a field that exists, this one does not"
    missing = re.search(r"missing required field `(.+)`$", sentence)
    if missing:
        return (*field, missing[1]), "expected this field, it is missing"
    return field, (sentence[:1].lower() + sentence[1:]).replace("`", "")


def _failing_key(field: FieldPath, data: Any) -> str:
    """Which entry of the table at `field` is refused, found by leaving only one in."""
    table = data
    for part in field:
        table = table[part]
    for key in table:
        try:
            msgspec.convert(_with_only(field, key, data), Spec)
        except msgspec.ValidationError:
            return str(key)
    return str(next(iter(table)))


def _with_only(field: FieldPath, key: str, data: Any) -> Any:
    if not field:
        return {key: data[key]}
    copy = list(data) if isinstance(data, list) else dict(data)
    copy[field[0]] = _with_only(field[1:], key, data[field[0]])  # type: ignore[index]
    return copy


def _choices(field: FieldPath) -> str:
    """What may stand in a field that has a fixed choice, read off the types."""
    kind: Any = msgspec.inspect.type_info(Spec)
    for part in field:
        kind = _inside(kind, part)
    return " or ".join(
        str(value)
        for option in getattr(kind, "types", (kind,))
        for value in getattr(option, "values", ())
    )


def _inside(kind: Any, part: str | int) -> Any:
    """The type one step down a path."""
    if isinstance(kind, msgspec.inspect.StructType):
        return next(f.type for f in kind.fields if f.name == part)
    return kind.item_type if isinstance(part, int) else kind.value_type
