"""One YAML file to one checked `Spec`, or a sentence that says where it is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from exercises.conversion import nearest_line, plain_data, refusal, typed
from exercises.errors import PracticeError
from exercises.nodes import FieldPath
from exercises.notation import Unreadable, signature
from exercises.rules import broken_rules
from exercises.spec import LANGUAGES, Spec

_GUIDE = "docs/spec-format.md"
# Fields that hold a text in two languages, which may also be written as one bare string.
_TEXTS = ("title", "note")
_TEXT_TABLES = ("steps",)
_OF_AN_EXAMPLE = ("name", "gives", "steps")


def bad_spec(path: Path, line: int, field: FieldPath, sentence: str) -> PracticeError:
    """The refusal of a spec: file, line, the field's path and what was expected there."""
    return refusal(path, line, field, sentence, _GUIDE)


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
    data, lines = plain_data(content, path, _GUIDE)
    if not isinstance(data, dict):
        raise bad_spec(path, lines[()], (), "expected named fields such as `id: mae`")
    data = _with_bare_texts_expanded(data)
    try:
        whole = _with_examples(_with_signature(data))
        spec: Spec = typed(whole, Spec, path, lines, _GUIDE)
    except Unreadable as error:
        raise bad_spec(
            path, nearest_line(error.field, lines), error.field, error.sentence
        ) from None
    for field in _blank_texts(data, ()):
        sentence = "expected a text, this one is empty; leave it out where it is missing"
        raise bad_spec(path, nearest_line(field, lines), field, sentence)
    for field, sentence in broken_rules(spec, file_name=path.stem, folder=path.parent.name):
        raise bad_spec(path, nearest_line(field, lines), field, sentence)
    return spec


def _blank_texts(data: Any, field: FieldPath) -> Iterator[FieldPath]:
    """Texts that are written down and say nothing, in either language."""
    if isinstance(data, dict):
        for name, value in data.items():
            if isinstance(value, str) and name in LANGUAGES and not value.strip():
                yield (*field, name)
            yield from _blank_texts(value, (*field, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _blank_texts(value, (*field, index))


def _with_signature(data: dict[str, Any]) -> dict[str, Any]:
    """The same data with what `write` and `given` say as the field `signature`."""
    for made in ("signature", "pack"):
        if made in data:
            raise Unreadable((made,), "expected a field that exists, this one does not")
    rest = {name: value for name, value in data.items() if name not in ("write", "given")}
    if not isinstance(data.get("write"), str):
        raise Unreadable(("write",), "expected one line, such as `class MyLoss(y_pred) -> scalar`")
    table = data.get("given")
    if not isinstance(table, dict):
        raise Unreadable(("given",), "expected a line for each argument, by name")
    rest["signature"] = msgspec.to_builtins(signature(data["write"], table))
    return rest


def _with_examples(data: dict[str, Any]) -> dict[str, Any]:
    """Examples name arguments and parameters side by side; told apart by the signature."""
    examples = data.get("examples")
    if not isinstance(examples, list):
        return data
    parameters = {p["name"] for p in data["signature"].get("init", [])}
    arguments = {a["name"] for a in data["signature"]["arguments"]}
    networks = {network["name"] for network in data["signature"].get("networks", [])}
    read: list[Any] = []
    for index, example in enumerate(examples):
        if not isinstance(example, dict):
            return data
        one: dict[str, Any] = {"inputs": {}, "init": {}}
        for name, value in example.items():
            if name in networks and isinstance(value, dict):
                one["inputs"] |= {f"{name}.{part}": weights for part, weights in value.items()}
            elif name in _OF_AN_EXAMPLE:
                one[name] = value
            elif name in parameters or name in arguments:
                one["init" if name in parameters else "inputs"][name] = value
            else:
                known = ", ".join((*sorted(arguments | parameters), *_OF_AN_EXAMPLE))
                raise Unreadable(("examples", index, name), f"expected one of {known}")
        read.append(one)
    return {**data, "examples": read}


def _revealing(hint: Any) -> Any:
    """A hint `reveal: log_probs`, which shows the answer's own line, as the struct holds it."""
    if isinstance(hint, dict) and set(hint) == {"reveal"} and isinstance(hint["reveal"], str):
        return {"reveals": True, "step": hint["reveal"]}
    return hint


def _with_bare_texts_expanded(data: dict[str, Any]) -> dict[str, Any]:
    """The same data with `title: Mean` as `title: {en: Mean}`, wherever a text may stand."""

    def text(value: Any) -> Any:
        return {"en": value} if isinstance(value, str) else value

    def table(value: Any, *, of: tuple[str, ...] | None = None) -> Any:
        if not isinstance(value, dict):
            return value
        return {k: text(v) if of is None or k in of else v for k, v in value.items()}

    def each(value: Any, change: Any) -> Any:
        return [change(item) for item in value] if isinstance(value, list) else change(value)

    data = table(data, of=_TEXTS)
    for name in _TEXT_TABLES:
        if name in data:
            data[name] = table(data[name])
    if isinstance(data.get("text"), dict):
        # A part of one paragraph needs no list.
        paragraphs = {k: each(v, text) for k, v in data["text"].items()}
        data["text"] = {k: v if isinstance(v, list) else [v] for k, v in paragraphs.items()}
    if isinstance(data.get("hints"), list):
        data["hints"] = [_revealing(text(hint)) for hint in data["hints"]]
    if isinstance(data.get("checks"), dict):
        data["checks"] = {k: table(v, of=("note",)) for k, v in data["checks"].items()}
    return data
