"""``practice show``, ``hint`` and ``solution``: what there is to read about an exercise."""

from __future__ import annotations

import click

from commands.frame import (
    agreed,
    chosen_spec,
    desk_if_any,
    names_exercise,
    not_in_exam,
    open_desk,
    reply,
    reports,
)


@click.command()
@names_exercise
@click.option("--formula", is_flag=True, help="The formula alone.")
@reports
def show(exercise: str | None, formula: bool, as_json: bool, lang: str | None) -> None:
    """Show all about an exercise without serving it.

    While a drill is being written that you have passed on two days, the formula is a hint.
    """
    from exercises import prose
    from screens import messages, report, statement
    from trainer import aid

    desk = desk_if_any()
    if desk is not None:
        not_in_exam(desk, "`practice exam next` shows what is on it")
    spec = chosen_spec(desk, exercise)
    lang = lang or (desk.settings.lang if desk else "en")
    path = desk.workspace.stub(spec) if desk else None
    costs = aid.saw_formula(desk, spec) if desk else False
    cost = messages.formula_cost(lang) if costs else ""
    if formula:
        told = {"exercise": spec.id, "formula": prose.part(spec, "formula", lang), "costs": costs}
        reply(
            as_json,
            lambda: told,
            lambda width: [*statement.formula(spec, lang, width), *messages.closing(cost, width)],
        )
        return
    reply(
        as_json,
        lambda: report.exercise(spec, path, lang),
        lambda width: [
            *statement.statement(spec, path, lang, width),
            *messages.closing(cost, width),
        ],
        paged=True,
    )


@click.command()
@names_exercise
@reports
def hint(exercise: str | None, as_json: bool, lang: str | None) -> None:
    """Give the next hint and say what it costs."""
    from screens import messages, report
    from trainer import aid

    desk = open_desk()
    not_in_exam(desk, "there are no hints in one")
    spec = chosen_spec(desk, exercise)
    lang = lang or desk.settings.lang
    given = aid.hint(desk, spec)
    reply(
        as_json,
        lambda: report.hint(given, spec, lang),
        lambda width: messages.hint(given, spec, desk.today, lang, width),
    )


@click.command()
@names_exercise
@click.option("--yes", is_flag=True, help="Do not ask first.")
@reports
def solution(exercise: str | None, yes: bool, as_json: bool, lang: str | None) -> None:
    """Show the model answer; the drill is rated Again."""
    from exercises.answer import model_answer
    from screens import messages, report
    from trainer import aid

    desk = open_desk()
    not_in_exam(desk, "there are no solutions in one")
    spec = chosen_spec(desk, exercise)
    lang = lang or desk.settings.lang
    answer = model_answer(spec)
    if not (
        yes or agreed(messages.solution_cost(spec, aid.costs_nothing(desk, spec), desk.today, lang))
    ):
        return
    result = aid.reveal(desk, spec)
    reply(
        as_json,
        lambda: report.solution(spec, answer, result),
        lambda width: messages.solution(spec, answer, result, desk.today, lang, width),
        paged=True,
    )
