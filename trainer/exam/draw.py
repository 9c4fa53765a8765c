"""Draws a paper: what is weakest and was not seen for longest, within the time by par. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

from exercises.questions import GENERAL, Question
from exercises.spec import Spec
from trainer.exam.model import Item
from trainer.schedule import Memory, retrievability
from trainer.state import State

#: Of the time, unless the number of questions is given.
_FOR_DRILLS = 2 / 3
#: Minutes a question takes, by its kind.
PAR = {"single": 1.0, "multiple": 1.5, "number": 2.0, "order": 2.0, "short": 3.0}
#: Chances of remembering that differ by less are taken for equally weak.
_ALIKE = 0.1
#: Questions about one loss, before those about others that are equally weak.
_OF_ONE_LOSS = 2


class Wanted(NamedTuple):
    """What an exam is to ask. Empty and None restrict nothing."""

    minutes: float
    tracks: Sequence[str] = ()
    losses: Sequence[str] = ()
    topics: Sequence[str] = ()
    level: int | None = None
    """Nothing above it."""
    questions: int | None = None
    """How many, where there are so many; 0 for drills only."""


def draw(
    wanted: Wanted,
    specs: Sequence[Spec],
    questions: Sequence[Question],
    state: State,
    day: str,
    seed: int,
) -> list[Item]:
    """The items of an exam on ``day``, the easier first, drills and questions in turns.

    No two drills of one family, no two questions on one topic of one loss, and a third question
    about a loss only where none about another is as weak. Same arguments, same items; what
    ``state`` knows decides first, ``seed`` among equals.
    """
    tracks = {spec.id: spec.track for spec in specs}
    drills = [
        (spec.family, _drill(spec, seed))
        for spec in specs
        if _asked(wanted, spec.track, spec.level) and spec.id in (wanted.losses or [spec.id])
    ]
    asked = [
        (f"{question.loss} {question.topic}", _question(question, tracks, seed))
        for question in questions
        if _asked(wanted, tracks.get(question.loss, GENERAL), question.level)
        and question.loss in (wanted.losses or [question.loss])
        and question.topic in (wanted.topics or [question.topic])
    ]
    cards = {id_: card.memory for id_, card in state.cards.items()}
    recalls = {id_: recall.memory for id_, recall in state.questions.items()}
    drills.sort(key=lambda entry: _weakness(entry[1], cards.get(entry[1].id), day, seed))
    asked.sort(key=lambda entry: _weakness(entry[1], recalls.get(entry[1].id), day, seed))
    asked = _few_of_each(asked, [_rank(recalls.get(item.id), day) for _, item in asked])
    if wanted.questions is None:
        written = _taken(drills, wanted.minutes * _FOR_DRILLS) or _taken(drills[:1], wanted.minutes)
        told = _taken(asked, wanted.minutes - _minutes(written))
    else:
        told = _taken(asked, wanted.minutes, wanted.questions)
        written = _taken(drills, wanted.minutes - _minutes(told))
    return _in_turns(written, told)


def item_seed(seed: int, id_: str) -> int:
    """What draws the hidden inputs of a drill, or shuffles the options of a question."""
    return int.from_bytes(blake2b(f"{seed}/{id_}".encode(), digest_size=4).digest()) >> 1


def _asked(wanted: Wanted, track: str, level: int) -> bool:
    """`general` questions belong to every track."""
    in_track = not wanted.tracks or track in wanted.tracks or track == GENERAL
    return in_track and (wanted.level is None or level <= wanted.level)


def _drill(spec: Spec, seed: int) -> Item:
    drawn = item_seed(seed, spec.id)
    return Item(spec.id, "drill", spec.track, spec.level, float(spec.par_minutes), drawn)


def _question(question: Question, tracks: dict[str, str], seed: int) -> Item:
    track, drawn = tracks.get(question.loss, GENERAL), item_seed(seed, question.id)
    par = PAR[question.kind]
    return Item(question.id, "question", track, question.level, par, drawn)


def _weakness(item: Item, memory: Memory | None, day: str, seed: int) -> tuple[int, str, bytes]:
    """Sorts the weakest first; what was never seen is the weakest."""
    by_lot = blake2b(f"{seed}/{item.id}/lot".encode(), digest_size=8).digest()
    return _rank(memory, day), "" if memory is None else memory.last, by_lot


def _rank(memory: Memory | None, day: str) -> int:
    """The same for what is equally weak, and least for the weakest."""
    return -1 if memory is None else int(retrievability(memory, day) / _ALIKE)


def _few_of_each(asked: list[tuple[str, Item]], ranks: list[int]) -> list[tuple[str, Item]]:
    """The same, with a third topic of one loss behind what is equally weak.

    Some losses have twenty questions and most have two or three; by lot alone half of an exam
    could be about one of the former.
    """
    topics: dict[tuple[int, str], dict[str, None]] = {}
    later = []
    for rank, (topic, _) in zip(ranks, asked, strict=True):
        before = topics.setdefault((rank, topic.split()[0]), {})
        before.setdefault(topic)
        later.append((rank, list(before).index(topic) >= _OF_ONE_LOSS))
    order = sorted(range(len(asked)), key=later.__getitem__)
    return [asked[place] for place in order]


def _taken(
    ranked: Iterable[tuple[str, Item]], minutes: float, most: int | None = None
) -> list[Item]:
    """The first that fit into the time, no two of one kind (family, or loss and topic)."""
    taken: dict[str, Item] = {}
    left = minutes
    for kind, item in ranked:
        if most is not None and len(taken) >= most:
            break
        if kind not in taken and item.par_minutes <= left:
            taken[kind] = item
            left -= item.par_minutes
    return list(taken.values())


def _minutes(items: Iterable[Item]) -> float:
    return sum(item.par_minutes for item in items)


def _in_turns(drills: Sequence[Item], questions: Sequence[Item]) -> list[Item]:
    """Both from the easiest on, spread evenly among each other."""
    placed = []
    for items in (drills, questions):
        ordered = sorted(items, key=lambda item: (item.level, item.par_minutes))
        placed += [((n + 0.5) / len(ordered), item.kind, item) for n, item in enumerate(ordered)]
    return [item for _, _, item in sorted(placed, key=lambda entry: entry[:2])]
