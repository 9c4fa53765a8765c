"""What a learner types in answer to a question: read, judged, and the order it was asked in.

Options and steps are known to the learner by their place on the screen: options as `a`, `b`, `c`,
steps as `1`, `2`, `3`. So a typed answer only means something together with the question as it was
shown, which is what `shuffled` returns.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from hashlib import blake2b
from string import ascii_lowercase
from typing import TypeVar

from msgspec.structs import replace

from exercises.errors import PracticeError
from exercises.questions import Multiple, Number, Option, Order, Question, Short, Single, Step

Entry = TypeVar("Entry", Option, Step)

_BETWEEN = re.compile(r"[\s,;、.。>→-]+")
_DIGITS = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[-+]?[0-9]+)?"
_NUMBER = re.compile(
    rf"(?P<sign>[-+]?) ?(?P<top>{_DIGITS})(?: ?/ ?(?P<bottom>{_DIGITS}))? ?(?P<percent>%?)"
)
_LOGARITHM = re.compile(
    rf"(?P<sign>[-+]?) ?(?:ln|log) ?(?:(?P<bare>{_DIGITS})|\( ?(?P<of>{_DIGITS}) ?\))"
)
_LONGEST = 200
"""Characters of an answer that is a choice, an order or a number; more is not one."""
_SHOWN = 40
"""Characters of such an answer that are repeated in an error."""


def shuffled(question: Question, seed: int) -> Question:
    """The question with its options or steps in an order drawn from `seed`; others unchanged.

    The order depends on nothing but the seed and the ids, so it outlives a restart and an edited
    text. Steps never come in the order that is asked for.
    """
    match question:
        case Single() | Multiple():
            return replace(question, options=_mixed(question.options, question.id, seed))
        case Order():
            steps = _mixed(question.steps, question.id, seed)
            if [step.id for step in steps] == question.right:
                steps = [*steps[1:], steps[0]]
            return replace(question, steps=steps)
        case _:
            return question


def _mixed(entries: Sequence[Entry], question_id: str, seed: int) -> list[Entry]:
    def drawn(entry: Entry) -> bytes:
        return blake2b(f"{seed}/{question_id}/{entry.id}".encode(), digest_size=16).digest()

    return sorted(entries, key=drawn)


def parse_reply(question: Question, typed: str) -> list[str] | float | str | None:
    """What `typed` says, or None when it is no answer of this kind (then ask again).

    Ids of the chosen options (`a c`), ids of the steps in the order given (`3 1 2`), a number
    (`2.303`, `1/3`, `-ln 2`, `10%`), or the text of a short answer. Full-width characters count
    as the plain ones.
    """
    if isinstance(question, Short):
        return typed.strip() or None
    if len(typed) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", typed).replace("−", "-").strip().lower()
    match question:
        case Single() | Multiple():
            chosen = _chosen(plain, question.options)
            one = isinstance(question, Single)
            return None if chosen is None or (one and len(chosen) != 1) else chosen
        case Order():
            return _ordered(plain, question.steps)
        case Number():
            return _number(plain)


def _chosen(plain: str, options: Sequence[Option]) -> list[str] | None:
    letters = set(_BETWEEN.sub("", plain).translate(_BY_NUMBER))
    if not letters or not letters <= set(ascii_lowercase[: len(options)]):
        return None
    return [o.id for letter, o in zip(ascii_lowercase, options, strict=False) if letter in letters]


def _ordered(plain: str, steps: Sequence[Step]) -> list[str] | None:
    # At most nine steps, so that `312` and `3 1 2` say the same.
    places = _BETWEEN.sub("", plain)
    if sorted(places) != [str(place) for place in range(1, len(steps) + 1)]:
        return None
    return [steps[int(place) - 1].id for place in places]


def _number(plain: str) -> float | None:
    plain = " ".join(plain.lstrip("=≈~ ").split())
    logarithm = _LOGARITHM.fullmatch(plain)
    if logarithm:
        of = float(logarithm["bare"] or logarithm["of"])
        value = math.log(of) if 0 < of < math.inf else math.nan
        sign = logarithm["sign"]
    else:
        written = _NUMBER.fullmatch(plain)
        if not written:
            return None
        bottom = float(written["bottom"] or 1) * (100 if written["percent"] else 1)
        value = float(written["top"]) / bottom if bottom else math.nan
        sign = written["sign"]
    return (-value if sign == "-" else value) if math.isfinite(value) else None


#: The first option may be called `1` as well as `a`.
_BY_NUMBER = str.maketrans("123456789", ascii_lowercase[:9])
_DONT_KNOW = frozenset({"?", "idk", "i dont know", "dont know", "no idea", "不知道", "不会"})


def does_not_know(typed: str) -> bool:
    """Whether somebody says that they do not know: `?`, `I don't know`, `不知道`."""
    plain = unicodedata.normalize("NFKC", typed).strip().lower()
    return " ".join(plain.replace("'", "").replace("’", "").rstrip(".!。").split()) in _DONT_KNOW


def grade_answer(question: Question, typed: str) -> bool | None:
    """Whether what was typed is right; None for a short answer, which the learner judges. Who
    says that they do not know is not right.

    Raises PracticeError, saying what to type, when it is no answer of this kind at all: a slip of
    the keyboard is asked again and never held against the learner.
    """
    if does_not_know(typed):
        return False
    if isinstance(question, Short):
        return None
    reply = parse_reply(question, typed)
    if reply is None:
        shown = " ".join(typed.split())
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."
        said = f"`{shown}` is" if shown else "An empty line is"
        raise PracticeError(f"{said} no answer to this question.", what_to_type(question))
    match question:
        case Single() | Multiple():
            return reply == [option.id for option in question.options if option.right]
        case Order():
            return reply == question.right or reply in question.also
        case Number():
            assert isinstance(reply, float)
            # A hair more than the tolerance: 0.255 is within 0.005 of 0.25, in floats just not.
            return abs(reply - question.answer) <= question.tolerance * (1 + 1e-9)


def what_to_type(question: Question) -> str:
    """How to answer a question of this kind, in one sentence."""
    match question:
        case Single():
            return f"Type one letter from `a` to `{ascii_lowercase[len(question.options) - 1]}`."
        case Multiple():
            last = ascii_lowercase[len(question.options) - 1]
            return f"Type the letters of all that apply, from `a` to `{last}`, such as `a c`."
        case Order():
            # Backwards: an example that gives nothing away of an order nobody has seen yet.
            places = " ".join(str(place) for place in range(len(question.steps), 0, -1))
            return f"Type every number of a step once, in the right order, such as `{places}`."
        case Number():
            return "Type a number such as `2.303`, `1/3`, `-ln 2` or `10%`."
        case Short():
            return "Type an answer in your own words, then compare it with the model answer."


def right_reply(question: Question, lang: str = "en") -> str:
    """What to type to be right: `b`, `a c`, `3 1 2`, `2.303`; the model answer of a short one."""
    match question:
        case Single() | Multiple():
            pairs = zip(ascii_lowercase, question.options, strict=False)
            return " ".join(letter for letter, option in pairs if option.right)
        case Order():
            places = {step.id: place for place, step in enumerate(question.steps, 1)}
            return " ".join(str(places[id_]) for id_ in question.right)
        case Number():
            return f"{question.answer:g}"
        case Short():
            return question.model.in_(lang)
