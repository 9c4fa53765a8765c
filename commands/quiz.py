"""``practice quiz``: questions about the losses, asked when they are about to be forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from commands.frame import not_in_exam, open_desk, reply, reports
from exercises.environment import HERE
from exercises.errors import PracticeError

if TYPE_CHECKING:
    from exercises.catalogue import Catalogue
    from exercises.questions import Question, Questions
    from trainer.recall import Judgement


@click.group(invoke_without_command=True)
@click.option("--loss", help="Only questions about this exercise, or `general`.")
@click.option("--count", type=click.IntRange(1), help="Stop after this many questions.")
@click.option("--seed", type=click.IntRange(0), help="Shuffle the options from this seed.")
@click.option("--list", "as_list", is_flag=True, help="List the questions; ask none.")
@reports
@click.pass_context
def quiz(
    context: click.Context,
    loss: str | None,
    count: int | None,
    seed: int | None,
    as_list: bool,
    as_json: bool,
    lang: str | None,
) -> None:
    """Answer the questions most worth asking now."""
    if context.invoked_subcommand is not None:
        return
    from exercises.questions import load_questions
    from exercises.replies import shuffled
    from screens import quiz_report as report
    from screens.quiz import listing
    from trainer import quiz

    desk = open_desk()
    if not as_list:
        not_in_exam(desk, "the quiz waits until it is over")
    lang = lang or desk.settings.lang
    questions = _about(load_questions(), desk.catalogue, loss)
    if as_list:
        state = desk.state()
        standings = [quiz.standing(state, each, desk.today.isoformat()) for each in questions]
        reply(
            as_json,
            lambda: report.listing(standings),
            lambda width: listing(standings, lang, width, desk.today),
        )
    elif as_json:
        question = quiz.next_question(desk, questions)
        drawn = 0
        if question is not None:
            recall = desk.state().questions.get(question.id)
            drawn = quiz.seed_for(question, recall) if seed is None else seed
            question = shuffled(question, drawn)
        ahead = quiz.whats_ahead(desk, questions)
        reply(True, lambda: report.asked(question, drawn, ahead, lang), lambda width: [])
    else:
        if not HERE.somebody_is_there():
            raise PracticeError(
                "There is no terminal to ask questions at.",
                "`practice quiz --json` prints the next one, `practice quiz answer ID TEXT` "
                "answers it, and `practice quiz --list` shows them all.",
            )
        from commands.asking import Asking

        Asking(desk, questions, lang, count, seed).run()


@quiz.command()
@click.argument("question")
@click.argument("text")
@click.option("--seed", type=click.IntRange(0), help="The seed that it was shown with.")
@reports
def answer(question: str, text: str, seed: int | None, as_json: bool, lang: str | None) -> None:
    """Answer one question without being asked."""
    from exercises.questions import Short, load_questions
    from exercises.replies import shuffled
    from screens import quiz as screen
    from screens import quiz_report as report
    from trainer import quiz

    desk = open_desk()
    not_in_exam(desk, "the quiz waits until it is over")
    lang = lang or desk.settings.lang
    asked = load_questions().find(question)
    if seed is None:
        seed = quiz.seed_for(asked, desk.state().questions.get(asked.id))
    drawn, shown = seed, shuffled(asked, seed)
    reviewed = quiz.take(desk, asked, text, seed)
    reply(
        as_json,
        lambda: report.answered(shown, text, drawn, reviewed, lang),
        lambda width: (
            screen.compared(shown, lang, width)
            if isinstance(shown, Short)
            else screen.answered(shown, text, reviewed, desk.today, lang, width)
        ),
    )


@quiz.command()
@click.argument("question")
@click.argument("judgement", type=click.Choice(["right", "partly", "wrong"]))
@reports
def judge(question: str, judgement: str, as_json: bool, lang: str | None) -> None:
    """Say how right your short answer was."""
    from exercises.questions import load_questions
    from screens import quiz as screen
    from screens import quiz_report as report
    from trainer import quiz

    desk = open_desk()
    not_in_exam(desk, "the quiz waits until it is over")
    lang = lang or desk.settings.lang
    asked = load_questions().find(question)
    said = cast("Judgement", judgement)
    reviewed = quiz.judge(desk, asked, said)
    reply(
        as_json,
        lambda: report.judged(asked, said, reviewed),
        lambda width: screen.judged(said, reviewed, desk.today, lang, width),
    )


def _about(questions: Questions, catalogue: Catalogue, loss: str | None) -> list[Question]:
    """The questions about one exercise, those about none in particular, or all of them."""
    from exercises.questions import GENERAL

    if loss is None:
        return list(questions.values())
    about = GENERAL if loss.strip().lower() == GENERAL else catalogue.find(loss).id
    found = questions.of(about)
    if not found:
        kin = {id_ for id_, spec in catalogue.items() if spec.family == catalogue[about].family}
        asked = dict.fromkeys(q.loss for q in questions.values() if q.loss in kin)
        near = ", ".join(f"`{id_}`" for id_ in asked)
        raise PracticeError(
            f"There are no questions about `{about}` itself.",
            f"Of its family there are about {near}."
            if near
            else "`practice quiz --list` shows all.",
        )
    return found
