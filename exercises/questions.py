"""What an interviewer asks about a loss, as data. `docs/question-format.md` explains every field.

A question is one of five kinds, told apart by `kind`. How a typed answer to it is read and judged
is in `replies.py`, how it is read from YAML in `question_reading.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from exercises import cache
from exercises.catalogue import QUESTIONS, SHIPPED
from exercises.errors import PracticeError
from exercises.spec import Source
from exercises.texts import NonEmpty, Slug, Text

GENERAL = "general"
"""What stands for the loss in questions that are about no particular one."""

Topic = Literal[
    "use",
    "strengths",
    "weaknesses",
    "pytorch",
    "stability",
    "imbalance",
    "reduction",
    "derivation",
    "properties",
    "gradient",
]


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the answers to choose from."""

    id: Slug
    en: NonEmpty
    zh: str = ""
    right: bool = False
    why: Text | None = None
    """Of a wrong one that people believe in: what is wrong about it."""

    def in_(self, lang: str) -> str:
        """The text in `lang`, or in English when it needs no translation."""
        return self.zh if lang == "zh" and self.zh else self.en


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step of a derivation."""

    id: Slug
    en: NonEmpty
    zh: str = ""

    def in_(self, lang: str) -> str:
        """The text in `lang`, or in English when it needs no translation."""
        return self.zh if lang == "zh" and self.zh else self.en


class _Asked(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"
):
    """What every question has."""

    id: Slug
    loss: Slug
    """The id of an exercise, or `general`."""
    topic: Topic
    level: Annotated[int, Meta(ge=1, le=5)]
    prompt: Text
    explanation: Text
    """What is shown once it has been answered, rightly or wrongly."""
    source: Source | None = None

    @property
    def kind(self) -> str:
        """`single`, `multiple`, `number`, `short` or `order`."""
        return str(self.__struct_config__.tag)


class Single(_Asked, frozen=True, tag="single"):
    """Exactly one option is right."""

    options: Annotated[list[Option], Meta(min_length=3, max_length=6)]


class Multiple(_Asked, frozen=True, tag="multiple"):
    """Two options or more are right, and all of them are wanted."""

    options: Annotated[list[Option], Meta(min_length=3, max_length=6)]


class Number(_Asked, frozen=True, tag="number"):
    """The answer is a number."""

    answer: float
    tolerance: Annotated[float, Meta(gt=0)]
    """How far from `answer` is still right: absolute, in the unit of the answer."""


class Short(_Asked, frozen=True, tag="short"):
    """A free answer, which the learner compares with a model answer."""

    model: Text
    points: Annotated[list[Text], Meta(min_length=2, max_length=4)]
    """What a good answer mentions."""


class Order(_Asked, frozen=True, tag="order"):
    """Steps of a derivation, to be put in order."""

    steps: Annotated[list[Step], Meta(min_length=3, max_length=9)]
    right: list[Slug] = []
    """The ids of the steps in the right order; as they are written, when left out in YAML."""
    also: list[list[Slug]] = []
    """Other orders that are right too: steps that do not need each other may be exchanged."""


Question = Single | Multiple | Number | Short | Order


class Questions(Mapping[str, Question]):
    """Questions by id, in the order in which the losses come and, within one, as written."""

    def __init__(self, questions: list[Question]) -> None:
        self._questions = {question.id: question for question in questions}

    def __getitem__(self, id_: str) -> Question:
        return self._questions[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._questions)

    def __len__(self) -> int:
        return len(self._questions)

    def of(self, loss: str) -> list[Question]:
        """The questions about one exercise, or the `general` ones."""
        return [question for question in self._questions.values() if question.loss == loss]

    def find(self, id_: str) -> Question:
        """The question called `id_`; PracticeError with the nearest name when there is none."""
        asked = id_.strip().lower().replace("_", "-")
        question = self._questions.get(asked)
        if question is not None:
            return question
        from difflib import get_close_matches  # only on the way to an error

        near = get_close_matches(asked, self._questions, n=1, cutoff=0.5)
        guess = f"Did you mean `{near[0]}`? " if near else ""
        raise PracticeError(
            f"There is no question called `{id_}`.",
            f"{guess}`practice quiz --list` shows them all.",
        )


def load_questions(folder: str | Path | None = None) -> Questions:
    """Every question in `folder` (those shipped, by default), checked one by one and together.

    A file is `<id of the exercise>.yaml` or `general.yaml`. Raises PracticeError for the first bad
    one; a folder without files has no questions, which is no error.
    """
    root = SHIPPED / QUESTIONS if folder is None else Path(folder)
    try:
        files = [(path, path.read_bytes()) for path in sorted(root.glob("*.yaml"))]
    except OSError as error:
        raise PracticeError(
            f"The questions in {root} cannot be read: {error.filename}: {error.strerror}.",
            "Check the permissions of that folder, or install `practice` again.",
            exit_code=3,
        ) from None
    key = cache.fingerprint((str(path), content) for path, content in files)
    questions: list[Question] | None = None
    if key:
        questions = cache.recall("questions", key, list[Question])
    if questions is None:
        from exercises.question_reading import read_questions  # brings in yaml

        questions = read_questions(files)
        if key:
            cache.remember("questions", key, questions)
    return Questions(questions)
