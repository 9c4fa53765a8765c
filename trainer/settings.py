"""What ``practice.toml`` may say.

Every setting is written down once, as a field with its type, its range and its meaning in both
languages; the reading (`trainer.settings_file`), the refusals and `known` all follow from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
from msgspec import Meta

from exercises.texts import Text
from grader.limits import Limits
from trainer.schedule import LEAST_RETENTION, MOST_RETENTION, RETENTION
from trainer.toml_text import shown


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
        raise ValueError(no_such(name))
    holder: Any = Settings
    *tables, field = name.split(".")
    for table in tables:
        holder = types_of(holder)[table]
    try:
        checked: str | int | float = msgspec.convert(value, types_of(holder)[field])
    except msgspec.ValidationError:
        raise ValueError(f"expected {setting.expected}, got {shown(value)}") from None
    return checked


def no_such(name: str) -> str:
    """What is said of a name that no setting has."""
    from difflib import get_close_matches

    near = get_close_matches(name, known(), n=1)
    return "there is no such setting" + (f"; the nearest is `{near[0]}`" if near else "")


def types_of(struct: Any) -> dict[str, Any]:
    """The fields of a table of settings, with the type of each."""
    return {field.encode_name: field.type for field in msgspec.structs.fields(struct)}


def is_table(kind: Any) -> bool:
    """Whether a type is a table of settings and not one setting."""
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _settings_in(struct: Any, table: str = "") -> Iterator[Setting]:
    for field in msgspec.structs.fields(struct):
        if is_table(field.type):
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
