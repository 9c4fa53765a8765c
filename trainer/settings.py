"""What ``practice.toml`` may say, and one checked reading of it.

Every setting is written down once, as a field with its type, its range and its meaning in both
languages; the reading, the refusals and `known` all follow from the fields.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
from msgspec import Meta

from exercises.errors import PracticeError
from exercises.texts import Text
from grader.limits import Limits
from trainer.schedule import LEAST_RETENTION, MOST_RETENTION, RETENTION

#: Nobody writes more, and a file that is no settings file at all is not read whole.
LARGEST_FILE = 2**16


class ServerSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``practice.toml`` may say under ``[server]``."""

    idle_minutes: Annotated[
        float,
        Meta(
            ge=0,
            le=10_080,  # a week
            description="Minutes without a grade after which the warm server leaves; 0 starts none",
            extra={"zh": "多少分钟没有判题后常驻判题进程自动退出；0 表示不启动"},
        ),
    ] = 15.0


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``practice.toml`` may say."""

    lang: Annotated[
        Literal["en", "zh"],
        Meta(
            description="Language of statements and verdicts", extra={"zh": "题面和判题结果的语言"}
        ),
    ] = "en"
    new_per_day: Annotated[
        int,
        Meta(
            ge=0,
            le=1000,
            description="How many drills you have never seen are served on one day",
            extra={"zh": "每天最多出几道没做过的题"},
        ),
    ] = 3
    reviews_per_day: Annotated[
        int,
        Meta(
            ge=0,
            le=1000,
            description="How many drills you have met before come back on one day at most",
            extra={"zh": "每天最多复习几道做过的题"},
        ),
    ] = 12
    retention: Annotated[
        float,
        Meta(
            ge=LEAST_RETENTION,
            le=MOST_RETENTION,
            description="The chance of still knowing it at which a drill comes back",
            extra={"zh": "记得的概率降到多少时题目再来"},
        ),
    ] = RETENTION
    new_questions_per_day: Annotated[
        int,
        Meta(
            ge=0,
            le=10_000,
            description="How many questions you have never seen `practice quiz` asks on one day",
            extra={"zh": "`practice quiz` 每天最多问几个没见过的问题"},
        ),
    ] = 10
    formula: Annotated[
        Literal["shown", "on-request"],
        Meta(
            description="Whether a served drill shows its formula or gives it on request",
            extra={"zh": "出题时直接显示公式，还是由 `practice show --formula` 显示"},
        ),
    ] = "on-request"
    limits: Limits = Limits()
    server: ServerSettings = ServerSettings()


class Setting(NamedTuple):
    """One thing that can be set, as `practice.toml` and a person name it."""

    name: str
    """With its table: ``limits.memory_mb``."""
    kind: Literal["text", "whole number", "number"]
    default: str | int | float
    meaning: Text
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None

    @property
    def expected(self) -> str:
        """What may stand there, as in ``a whole number from 0 to 1000``."""
        if self.choices:
            return " or ".join(f'"{choice}"' for choice in self.choices)
        if self.least is None or self.most is None:
            return f"a {self.kind}"
        return f"a {self.kind} from {self.least:.15g} to {self.most:.15g}"


def known() -> dict[str, Setting]:
    """Every setting there is by its name, in the order in which the types give them."""
    return {setting.name: setting for setting in _settings_in(Settings)}


def check(name: str, value: Any) -> str | int | float:
    """`value` as the setting called `name` keeps it; ValueError with what was expected.

    `value` is what TOML would give: `True` is no number, `"3"` neither. A whole number is fine
    where a number is wanted.
    """
    setting = known().get(name)
    if setting is None:
        raise ValueError(_no_such(name))
    holder: Any = Settings
    *tables, field = name.split(".")
    for table in tables:
        holder = _types(holder)[table]
    try:
        checked: str | int | float = msgspec.convert(value, _types(holder)[field])
    except msgspec.ValidationError:
        raise ValueError(f"expected {setting.expected}, got {_shown(value)}") from None
    return checked


def read_settings(file: Path) -> Settings:
    """What `file` says; PracticeError with file, line, field and what was expected."""
    text = _text_of(file)
    data = _parsed(text, file)
    try:
        return msgspec.convert(data, Settings)
    except msgspec.ValidationError:
        field, sentence = next(_objections(data, Settings, ()))
        raise _refusal(file, _line_of(field, text), sentence, field) from None


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
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        number = int(line[1]) if line else text.rstrip().count("\n") + 1
        sentence = f"this is not valid TOML: {what[:1].lower()}{what[1:]}"
    except RecursionError:
        number = _line_that_breaks(text)
        sentence = "its values are nested too deeply"
    except (ValueError, OverflowError) as error:  # a number of thousands of digits, a 13th month
        number = _line_that_breaks(text)
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
    types = _types(kind)
    for name, value in data.items():
        field = (*table, name)
        inner = types.get(name)
        if inner is None:
            yield field, _no_such(".".join(field))
        elif _is_table(inner):
            if isinstance(value, dict):
                yield from _objections(value, inner, field)
            else:
                yield field, f"expected a table, `[{name}]`, got {_shown(value)}"
        else:
            try:
                check(".".join(field), value)
            except ValueError as error:
                yield field, str(error)


def _no_such(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known(), n=1)
    return "there is no such setting" + (f"; the nearest is `{near[0]}`" if near else "")


def _line_of(field: tuple[str, ...], text: str) -> int:
    """The line on which a field begins.

    The TOML reader tells no lines, but it can be asked about the first so many lines of the file:
    the field begins after the last beginning of the file that is valid and does not have it.
    """

    def has(data: Any) -> bool:
        for name in field:
            if not isinstance(data, dict) or name not in data:
                return False
            data = data[name]
        return True

    lines = text.split("\n")
    without, with_it = 0, len(lines)
    while True:
        middle = (without + with_it) // 2
        between = sorted(range(without + 1, with_it), key=lambda n: abs(n - middle))
        for count in itertools.islice(between, 100):  # more lines than one value has
            data = _valid("\n".join(lines[:count]))
            if data is not None:
                without, with_it = (without, count) if has(data) else (count, with_it)
                break
        else:
            return without + 1


def _line_that_breaks(text: str) -> int:
    """The line of a value that Python's reader cannot take: after the last beginning that is fine.

    What can be read of a file that breaks is read line by line, since it need not be long.
    """
    lines = text.split("\n")
    fine, broken = 0, len(lines)
    while True:
        middle = (fine + broken) // 2
        between = sorted(range(fine + 1, broken), key=lambda n: abs(n - middle))
        for count in itertools.islice(between, 100):
            beginning = "\n".join(lines[:count])
            if _valid(beginning) is not None:
                fine = count
                break
            if _breaks(beginning):
                broken = count
                break
        else:
            return fine + 1


def _valid(text: str) -> dict[str, Any] | None:
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, OverflowError, RecursionError):  # TOMLDecodeError is a ValueError
        return None


def _breaks(text: str) -> bool:
    import tomllib

    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    except (ValueError, OverflowError, RecursionError):
        return True
    return False


def _shown(value: Any) -> str:
    """A value as TOML writes it, not longer than a line can be."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            text = f'"{value}"'
        case int() if abs(value) >= 10**18:
            return "a number of that size"
        case dict():
            return "a table"
        case list():
            return "a list"
        case _:
            text = str(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _types(struct: Any) -> dict[str, Any]:
    return {field.encode_name: field.type for field in msgspec.structs.fields(struct)}


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _settings_in(struct: Any, table: str = "") -> Iterator[Setting]:
    for field in msgspec.structs.fields(struct):
        if _is_table(field.type):
            yield from _settings_in(field.type, f"{table}{field.encode_name}.")
            continue
        info: Any = msgspec.inspect.type_info(field.type)
        inner = info.type if isinstance(info, msgspec.inspect.Metadata) else info
        extra, schema = getattr(info, "extra", None) or {}, _schema(info)
        kinds: dict[type, Literal["text", "whole number", "number"]] = {
            msgspec.inspect.IntType: "whole number",
            msgspec.inspect.FloatType: "number",
        }
        yield Setting(
            f"{table}{field.encode_name}",
            kinds.get(type(inner), "text"),
            field.default,
            Text(schema.get("description", ""), extra.get("zh", "")),
            tuple(getattr(inner, "values", ())),
            getattr(inner, "ge", None),
            getattr(inner, "le", None),
        )


def _schema(info: Any) -> dict[str, Any]:
    return getattr(info, "extra_json_schema", None) or {}
