"""What an exercise is, as data. `docs/spec-format.md` explains every field with an example.

Everything here is plain and frozen: a spec is read once, checked, and handed round. The types
say what a field may hold; `rules.py` says how fields must agree with each other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

CHECK_IDS = (
    "loads",
    "signature",
    "result",
    "figures",
    "agreement",
    "parameters",
    "gradient",
    "stability",
    "extreme-gradient",
    "precision",
    "reach",
    "purity",
    "repeatable",
    "state",
    "builtin",
    "any-shape",
    "more-shapes",
    "layout",
)
"""Every shared check a spec may adjust, in the order in which they depend on each other."""

LANGUAGES = ("en", "zh")

SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
IDENTIFIER = r"^[A-Za-z_][A-Za-z0-9_]*$"
Slug = Annotated[str, Meta(pattern=SLUG)]
Identifier = Annotated[str, Meta(pattern=IDENTIFIER)]
NonEmpty = Annotated[str, Meta(min_length=1)]
Size = Annotated[int, Meta(ge=1)]
Dim = Identifier | Size
Scalar = bool | int | float | str
Numbers = float | list[Any]
"""A number, or nested lists of numbers: a tensor as it is written in YAML."""

ArgumentKind = Literal[
    "values", "logits", "one-hot", "binary", "probabilities", "log-probabilities", "indices"
]
Level = Literal["core", "edge", "off"]


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in English and, where it has been translated, in Chinese."""

    en: NonEmpty
    zh: str = ""

    def in_(self, lang: str) -> str:
        """The text in `lang`, or in English when it is missing there."""
        return self.zh if lang == "zh" and self.zh else self.en


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where an exercise comes from."""

    document: NonEmpty
    section: NonEmpty
    url: str = ""


class Argument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tensor the learner's code is called with, and what it is promised to hold."""

    name: Identifier
    dtype: Literal["float", "int", "bool"]
    shape: list[Dim]
    kind: ArgumentKind
    meaning: Text
    grad: bool = False
    """Whether a gradient with respect to it is required and compared."""


class Parameter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An argument of the constructor (of the function itself, for a function)."""

    name: Identifier
    dtype: Literal["float", "int", "bool", "str"]
    meaning: Text
    values: list[Scalar]
    """What hidden checks set it to; two or more, so that a fixed value is noticed."""
    default: Scalar | None = None


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The class or function the learner writes."""

    kind: Literal["class", "function"]
    name: Identifier
    arguments: Annotated[list[Argument], Meta(min_length=1)]
    returns: Literal["scalar"] | list[Dim]
    init: list[Parameter] = []

    def argument(self, name: str) -> Argument:
        """The argument called `name`; KeyError when there is none."""
        for argument in self.arguments:
            if argument.name == name:
                return argument
        raise KeyError(name)


class Fixture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A worked example with published figures."""

    name: Slug
    inputs: dict[Identifier, Numbers]
    expect: Numbers
    init: dict[Identifier, Scalar] = {}
    steps: dict[Identifier, Numbers] = {}
    """Intermediate values as printed: to four decimals, or four after the leading digit."""


class Hint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A nudge. Those that `reveals` come last and cost the rating."""

    en: NonEmpty
    zh: str = ""
    reveals: bool = False

    def in_(self, lang: str) -> str:
        """The text in `lang`, or in English when it is missing there."""
        return self.zh if lang == "zh" and self.zh else self.en


class CheckSetting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one shared check departs from its default for this exercise."""

    level: Level | None = None
    scale: Annotated[float, Meta(gt=0, le=1e30)] | None = None
    """How large |values| get in the checks with large inputs."""
    note: Text | None = None
    """What to tell the learner when an edge check does not hold."""


class Spec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One exercise. The code that belongs to it is `solutions/<id with _ for ->.py`."""

    id: Slug
    family: Slug
    track: Slug
    level: Annotated[int, Meta(ge=1, le=5)]
    title: Text
    source: Source
    statement: Text
    signature: Signature
    fixtures: Annotated[list[Fixture], Meta(min_length=1)]
    shapes: Annotated[list[dict[Identifier, Size]], Meta(min_length=1)]
    steps: dict[Identifier, Text]
    hints: Annotated[list[Hint], Meta(min_length=1)]
    mistakes: dict[Slug, Text]
    par_minutes: Annotated[int, Meta(ge=1, le=240)]
    requires: list[Slug] = []
    forbidden: list[Identifier] = []
    checks: dict[str, CheckSetting] = {}
    note: Text | None = None
    """What is worth knowing once it is passed."""

    @property
    def module(self) -> str:
        """The name of its solution module and of the learner's file, without `.py`."""
        return self.id.replace("-", "_")

    def check(self, check_id: str) -> CheckSetting:
        """What the spec says about a check; all fields None when it says nothing."""
        return self.checks.get(check_id, CheckSetting())


def load_spec(path: str | Path) -> Spec:
    """Read and check one spec; PracticeError names file, line, field and what was expected.

    What concerns several specs at once (ids in `requires`, cycles) is the catalogue's.
    """
    from exercises.reading import read_spec  # brings in yaml, which a cached catalogue avoids

    return read_spec(Path(path))
