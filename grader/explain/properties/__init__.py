"""What the right result does and the learner's does not: facts that need no list of wrong ideas.

Where nobody wrote the idea down and no small change of the file puts it right, both functions are
asked the same questions: what each depends on, what leaves each unchanged, how the one follows from
the other, on which inputs they agree. The first answers that differ are told. Every sentence is
true of the inputs that were asked, and says nothing of a line. How many calls are made is fixed.
"""

from __future__ import annotations

from collections.abc import Callable

from exercises.texts import Text
from grader.case import Case
from grader.explain.ideas import Named
from grader.explain.properties import (
    entries,
    influence,
    moves,
    places,
    relations,
    shapes,
    through,
    uses,
)
from grader.explain.properties.both import Both

#: The most telling first.
_QUESTIONS: tuple[Callable[[Both], Named | None], ...] = (
    shapes.shape,
    relations.only_examples,
    uses.unused,
    relations.follows,
    through.exchanged,
    through.prepared,
    places.results,
    entries.wrong_entries,
    relations.apart,
    relations.alone,
    influence.along,
    moves.moved,
    places.settings,
    places.inputs,
    influence.entries,
    relations.mixed,
    relations.bounds,
)
#: So many facts are told; a third would not make it clearer.
_TOLD = 2


def property_of(case: Case) -> Named | None:
    """What tells the learner's function from the right one, under the id of the first property;
    None when none of those that are asked for does, or where the code gives no numbers."""
    both = Both(case)
    found: list[Named] = []
    for question in _QUESTIONS:
        one = question(both)
        if one is not None:
            found.append(one)
            if one.id in relations.WHOLE or len(found) == _TOLD:
                break
    if not found:
        return None
    en, zh = " ".join(one.text.en for one in found), "".join(one.text.zh for one in found)
    return Named(found[0].id, Text(en, zh))
