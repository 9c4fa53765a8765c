"""``practice exam next`` and ``answer``: turning to an item, and answering a question."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from commands.frame import open_desk, reply, reports
from exercises.environment import HERE
from exercises.errors import PracticeError

if TYPE_CHECKING:
    from exercises.questions import Question
    from exercises.spec import Spec
    from trainer.desk import Desk
    from trainer.exam.model import Item, Record


@click.command(name="next")
@click.argument("item", required=False)
@reports
def next_(item: str | None, as_json: bool, lang: str | None) -> None:
    """Turn to the next item, or to ITEM: its number, or its id."""
    from screens import exam as screen
    from screens import exam_state
    from trainer.exam import conduct

    desk = open_desk()
    lang = lang or desk.settings.lang
    record = conduct.required(desk)
    found = conduct.following(record) if item is None else _named(record, item)
    if as_json:
        shown = conduct.show(desk, record, found, lang) if found else None
        now, asked = conduct.required(desk), _content(desk, found) if found else None
        reply(True, lambda: exam_state.shown(now, shown, asked, lang), lambda width: [])
    elif found is None:
        reply(False, dict, lambda width: screen.nothing_left(record, lang, width))
    else:
        turn(desk, record, found, lang)


def _named(record: Record, name: str) -> Item:
    items = record.paper.items
    if name.isdecimal() and 1 <= int(name) <= len(items):
        return items[int(name) - 1]
    found = record.paper.item(name.strip().lower().replace("_", "-"))
    if found is None:
        raise PracticeError(
            f"`{name}` is not on this exam.",
            f"Name an item by its number, 1 to {len(items)}: `practice exam status` lists them.",
        )
    return found


def _content(desk: Desk, item: Item) -> Spec | Question:
    """The exercise, or the question shuffled as it is asked."""
    if item.kind == "drill":
        return desk.catalogue.find(item.id)
    from exercises.questions import load_questions
    from exercises.replies import shuffled

    return shuffled(load_questions().find(item.id), item.seed)


def turn(desk: Desk, record: Record, item: Item | None, lang: str) -> None:
    """Show an item; at a terminal, ask questions one after another until a drill comes."""
    from exercises.spec import Spec
    from screens import exam as screen
    from trainer.exam import conduct

    asking = HERE.somebody_is_there()
    while item is not None:
        turned_to, shown = item, conduct.show(desk, record, item, lang)
        record = now = conduct.required(desk)
        asked = _content(desk, item)
        reply(False, dict, lambda width: screen.item(now, shown, asked, lang, width, asking))  # noqa: B023
        given = record.answer(turned_to.id)
        if isinstance(asked, Spec) or not asking or (given is not None and given.reply):
            return
        if not _asked(desk, record, asked, lang):
            return
        record = now = conduct.required(desk)
        item = conduct.following(record)
        if item is None:
            reply(False, dict, lambda width: screen.nothing_left(now, lang, width))  # noqa: B023
        else:
            reply(False, dict, lambda width: [""])


def _asked(desk: Desk, record: Record, question: Question, lang: str) -> bool:
    """Take down an answer at the terminal; False when it is left for later."""
    from screens import quiz
    from trainer.exam import conduct

    while True:
        try:
            typed = input("> ")
        except EOFError:
            print()
            return False
        if not typed.strip():
            return False
        try:
            conduct.answer(desk, record, question, typed)
        except PracticeError:
            reply(False, dict, lambda width: quiz.unreadable(question, lang, width))
            continue
        return True


@click.command()
@click.argument("text", nargs=-1)
@reports
def answer(text: tuple[str, ...], as_json: bool, lang: str | None) -> None:
    """Answer the question you are at."""
    from exercises.questions import load_questions
    from screens import exam as screen
    from screens import exam_state
    from trainer.exam import conduct

    desk = open_desk()
    lang = lang or desk.settings.lang
    record = conduct.required(desk)
    current = record.paper.item(record.current) if record.current else None
    if current is None or current.kind != "question":
        what = f"the drill `{current.id}`" if current else "no item yet"
        raise PracticeError(
            f"You are at {what}, not at a question.",
            "`practice grade` grades a drill; `practice exam next` turns to the next item.",
        )
    if record.paused:
        raise PracticeError("The exam is paused.", "`practice exam resume` goes on.")
    if text:
        typed = " ".join(text)
    elif HERE.somebody_types():
        typed = input("> ")
    else:
        typed = sys.stdin.readline()
    conduct.answer(desk, record, load_questions().find(current.id), typed)
    now = conduct.required(desk)
    reply(
        as_json,
        lambda: exam_state.exam(now, desk),
        lambda width: screen.answered(now, lang, width),
    )
