"""``practice.toml``: one checked reading of it, and the change of one setting: its line and no
other, comments and layout kept."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from exercises.errors import PracticeError
from exercises.files import write_whole
from trainer.settings import Settings, check, is_table, known, no_such, types_of
from trainer.toml_text import line_of, line_that_breaks, shown

#: Nobody writes more, and a file that is no settings file at all is not read whole.
LARGEST_FILE = 2**16


def read_settings(file: Path) -> Settings:
    """What `file` says; PracticeError with file, line, field and what was expected."""
    text = _text_of(file)
    data = _parsed(text, file)
    try:
        return msgspec.convert(data, Settings)
    except msgspec.ValidationError:
        field, sentence = next(_objections(data, Settings, ()))
        raise _refusal(file, line_of(field, text), sentence, field) from None


def _text_of(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise PracticeError(
            f"{file} cannot be read: {error.strerror or error}.", "Make it readable."
        ) from None
    if len(content) > LARGEST_FILE:
        line = content.count(b"\n") + 1
        raise _refusal(file, line, f"expected a file of at most {LARGEST_FILE // 1024} kB")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _refusal(file, line, "expected UTF-8 text") from None


def _parsed(text: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        number = int(line[1]) if line else text.rstrip().count("\n") + 1
        sentence = f"this is not valid TOML: {what[:1].lower()}{what[1:]}"
    except RecursionError:
        number = line_that_breaks(text)
        sentence = "its values are nested too deeply"
    except (ValueError, OverflowError) as error:  # a number of thousands of digits, a 13th month
        number = line_that_breaks(text)
        long = "digits" in str(error)
        sentence = "this number is too long" if long else f"a value cannot be read: {error}"
    raise _refusal(file, number, sentence)


def _refusal(file: Path, line: int, sentence: str, field: tuple[str, ...] = ()) -> PracticeError:
    name = ".".join(field)
    where = f"`{name}`: " if field else ""
    names = f" Settings are: {', '.join(known())}." if field and name not in known() else ""
    return PracticeError(f"{file}, line {line}: {where}{sentence}.", f"Correct it there.{names}")


def _objections(
    data: Any, kind: Any, table: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """The field and what was expected there, for everything that is wrong, as it is written."""
    types = types_of(kind)
    for name, value in data.items():
        field = (*table, name)
        inner = types.get(name)
        if inner is None:
            yield field, no_such(".".join(field))
        elif is_table(inner):
            if isinstance(value, dict):
                yield from _objections(value, inner, field)
            else:
                yield field, f"expected a table, `[{name}]`, got {shown(value)}"
        else:
            try:
                check(".".join(field), value)
            except ValueError as error:
                yield field, str(error)


def value_of(file: Path, name: str) -> Any:
    """What the setting called ``name`` is now; PracticeError when there is no such setting."""
    require_known(name)
    value: Any = read_settings(file)
    for part in name.split("."):
        value = getattr(value, part)
    return value


def require_known(name: str) -> None:
    if name not in known():
        try:
            check(name, "")
        except ValueError as error:
            raise PracticeError(
                f"`{name}`: {error}.", "`practice config` lists the settings."
            ) from None


def change(file: Path, name: str, typed: str) -> Any:
    """Set ``name`` to what was typed, and return it as it is kept; PracticeError with what was
    expected when it cannot be that. The file is read and checked whole before and after."""
    require_known(name)
    read_settings(file)
    try:
        value = check(name, _read(name, typed))
    except ValueError as error:
        raise PracticeError(f"`{name}`: {error}.", "Nothing was changed.") from None
    text = file.read_text(encoding="utf-8-sig")
    changed = _with(text, name, _written(value))
    *tables, field = name.split(".")
    data = tomllib.loads(changed)
    for table in tables:
        data = data[table]
    if data[field] != value:
        raise PracticeError(
            f"{file} is laid out in a way that `practice config` does not change.",
            f"Write `{field} = {_written(value)}` there yourself; nothing was changed.",
        )
    try:
        write_whole(file, changed.encode())
    except OSError as error:
        raise PracticeError(
            f"{file} cannot be written: {error.strerror}.", "Nothing was changed.", 3
        ) from None
    return value


def _read(name: str, typed: str) -> Any:
    """What was typed, as TOML would give it: a number where one is wanted."""
    if known()[name].kind == "text":
        return typed
    try:
        return int(typed)
    except ValueError:
        pass
    try:
        return float(typed)
    except ValueError:
        return typed


def _written(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _with(text: str, name: str, value: str) -> str:
    """The text with the setting on its line, or on a new one in its table."""
    *tables, field = name.split(".")
    table = ".".join(tables)
    lines = text.splitlines()
    here, end = "", len(lines)
    last = 0 if not table else None
    for index, line in enumerate(lines):
        header = re.match(r"\s*\[([^\[\]]+)\]\s*(#.*)?$", line)
        if header:
            if here == table:
                end = min(end, index)
            here = header[1].strip()
            if here == table:
                last, end = index + 1, len(lines)
        elif here == table and re.match(rf"\s*{re.escape(field)}\s*=", line):
            comment = re.search(r"\s+#[^\"']*$", line)
            lines[index] = f"{field} = {value}{comment[0] if comment else ''}"
            return "\n".join(lines) + "\n"
        if here == table and line.strip():
            last = index + 1
    if last is None:
        lines += ["", f"[{table}]", f"{field} = {value}"]
    else:
        lines.insert(min(last, end), f"{field} = {value}")
    return "\n".join(lines) + "\n"
