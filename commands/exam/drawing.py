"""What an exam asks: the options that say so, and the paper drawn by them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from exercises.errors import PracticeError

if TYPE_CHECKING:
    from trainer.desk import Desk
    from trainer.exam.model import Paper

_MINUTES = 45.0

Command = Callable[..., Any]


def draws(command: Command) -> Command:
    """The options that say what an exam asks."""
    for option in (
        click.option("--profile", help="A kind of interview, such as llm, alignment or vision."),
        click.option("--seed", type=click.IntRange(0), help="Draw the items from this seed."),
        click.option("--questions", type=click.IntRange(0), help="How many concept questions."),
        click.option("--level", type=click.IntRange(1, 5), help="Nothing above this level."),
        click.option("--track", "tracks", multiple=True, help="Only this track; may be repeated."),
        click.option(
            "--minutes", type=click.FloatRange(0, 24 * 60, min_open=True), help="45 by default."
        ),
    ):
        command = option(command)
    return command


def drawn(desk: Desk, lang: str, drawing: dict[str, Any], fresh: bool = False) -> Paper:
    """A paper as the options ask for it; ``fresh`` draws it as for somebody without a history."""
    from exercises.profiles import Profile, load_profile
    from exercises.questions import load_questions
    from exercises.texts import Text
    from trainer.drills import fresh_seed
    from trainer.exam import conduct
    from trainer.exam.draw import Wanted, draw
    from trainer.exam.model import Paper
    from trainer.state import State

    name = drawing["profile"]
    profile = load_profile(name) if name else Profile(Text("-"), _MINUTES)
    known = sorted({spec.track for spec in desk.catalogue.values()})
    tracks = [each.strip().lower() for each in drawing["tracks"]]
    for track in [*tracks, *profile.tracks]:
        if track not in known:
            raise PracticeError(
                f"There is no track called `{track}`.", f"There are: {', '.join(known)}."
            )
    wanted = Wanted(
        minutes=drawing["minutes"] or profile.minutes,
        tracks=tracks,
        losses=profile.about(desk.catalogue.values()),
        topics=profile.topics,
        level=drawing["level"] or profile.level,
        questions=profile.questions if drawing["questions"] is None else drawing["questions"],
    )
    seed = fresh_seed() if drawing["seed"] is None else drawing["seed"]
    if seed >= 2**63:
        raise PracticeError(f"The seed {seed} is too large.", "Name one below 2^63.")
    state = State() if fresh else desk.state()
    specs, asked = desk.usable, list(load_questions().values())
    items = draw(wanted, specs, asked, state, desk.today.isoformat(), seed)
    if not items:
        raise PracticeError(
            "Nothing fits into this exam.", "Give it more minutes, more tracks or a higher level."
        )
    return Paper(
        id=conduct.new_id(desk),
        seed=seed,
        minutes=wanted.minutes,
        items=items,
        profile=name.strip().lower() if name else None,
        tracks=tracks or profile.tracks,
        level=wanted.level,
        lang="zh" if lang == "zh" else "en",
    )
