"""What an exercise is, as data. `docs/spec-format.md` explains every field with an example.

Everything here is plain and frozen: a spec is read once, checked, and handed round. The types
say what a field may hold; `rules.py` says how fields must agree with each other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from exercises.signature import Scalar, Signature
from exercises.texts import Identifier, NonEmpty, Slug, Text

CHECK_IDS = (
    "loads",
    "signature",
    "result",
    "figures",
    "agreement",
    "parameters",
    "gradient",
    "frozen",
    "stability",
    "extreme-gradient",
    "precision",
    "reach",
    "corners",
    "sizes",
    "purity",
    "repeatable",
    "state",
    "builtin",
    "any-shape",
    "more-shapes",
    "padding",
    "permutation",
    "loops",
    "memory",
    "layout",
)
"""Every shared check a spec may adjust, in the order in which they depend on each other."""

LANGUAGES = ("en", "zh")

Size = Annotated[int, Meta(ge=1)]
Level = Literal["core", "edge", "off"]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where an exercise comes from."""

    document: NonEmpty
    section: NonEmpty
    url: str = ""


class Prose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the author says of an exercise: each part a list of paragraphs (or of points).

    What follows from the signature is not among it: `prose.py` writes that.
    """

    task: Annotated[list[Text], Meta(min_length=1)]
    """What is to be written, and what it means."""
    formula: list[Text] = []
    promises: list[Text] = []
    """Points to "what you are given" beyond what the signature says; conventions first of all."""
    parts: list[Text] = []
    """What the symbols or the parts of the formula do."""
    use: list[Text] = []
    strengths: list[Text] = []
    weaknesses: list[Text] = []
    pytorch: list[Text] = []
    """PyTorch's own version, and what others do differently."""
    derivation: list[Text] = []
    example: list[Text] = []
    """What the worked example shows."""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A worked example with published figures; tensors are nested lists of numbers.

    In YAML arguments and parameters stand side by side, beside ``name``, ``gives`` and ``steps``.
    """

    name: Slug
    inputs: dict[str, Any]
    gives: Any
    """The result: numbers as for an argument; by name where there are several."""
    init: dict[str, Scalar] = {}
    steps: dict[str, Any] = {}
    """Intermediate values as printed: to four decimals, or four after the leading digit."""


class Hint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A nudge. Those that `reveals` come last and cost the rating."""

    en: str = ""
    zh: str = ""
    reveals: bool = False
    step: str = ""
    """In place of a text: show the answer's own line that makes this step (`reveal: STEP`)."""

    def in_(self, lang: str) -> str:
        """The text in `lang`, or in English when it is missing there."""
        return self.zh if lang == "zh" and self.zh else self.en


class CheckSetting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one shared check departs from its default for this exercise."""

    level: Level | None = None
    scale: Annotated[float, Meta(gt=0, le=1e30)] | None = None
    """How large |values| get in the checks with large inputs, or a dimension in `sizes`; of
    `memory` the share of the large tensor that may be held."""
    axes: list[Identifier] = []
    """Of `loops`: the dimensions over which there may be no loop in Python. Of `memory`: those of
    the tensor that may not be made."""
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
    text: Prose
    signature: Signature
    """What the lines `write` and `given` say."""
    examples: Annotated[list[Example], Meta(min_length=1)]
    sizes: Annotated[list[dict[Identifier, Size]], Meta(min_length=1)]
    steps: dict[Identifier, Text]
    hints: Annotated[list[Hint], Meta(min_length=1)]
    par_minutes: Annotated[int, Meta(ge=1, le=240)]
    requires: list[Slug] = []
    renamed_from: list[Slug] = []
    """What it was called before: histories know it by those ids, and go on under this one."""
    stable: Slug | None = None
    """The exercise that asks for the stable form where the textbook form passes here: it comes
    next once this one was passed."""
    forbidden: list[Identifier] = []
    least: dict[Identifier, Size] = {}
    """The smallest size of a dimension, where that is not 1: of one class nothing is asked."""
    stop_gradient: bool = False
    """Whether a part of the result is a constant for the gradient, which then is not its slope."""
    checks: dict[str, CheckSetting] = {}
    note: Text | None = None
    """What is worth knowing once it is passed."""
    pack: str = ""
    """The folder of the pack it is from, told by where it was read; empty for those shipped."""

    @property
    def module(self) -> str:
        """The name of its solution module and of the learner's file, without `.py`."""
        return self.id.replace("-", "_")

    @property
    def statement(self) -> Text:
        """All that is said of the exercise, in Markdown under headings."""
        from exercises.prose import statement  # it knows the kinds; listing exercises need not

        return statement(self)

    def check(self, check_id: str) -> CheckSetting:
        """What the spec says about a check; all fields None when it says nothing."""
        return self.checks.get(check_id, CheckSetting())


def load_spec(path: str | Path) -> Spec:
    """Read and check one spec; PracticeError names file, line, field and what was expected.

    What concerns several specs at once (ids in `requires`, cycles) is the catalogue's.
    """
    from exercises.reading import read_spec  # brings in yaml, which a cached catalogue avoids

    return read_spec(Path(path))
