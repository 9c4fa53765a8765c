"""One setting changed in ``practice.toml``: its line and no other, comments and layout kept."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from exercises.errors import PracticeError
from trainer.files import write_whole
from trainer.settings import check, known, read_settings


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
