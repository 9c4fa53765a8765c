"""``practice fit``: fits the memory model to the learner, and takes only a better fit."""

from __future__ import annotations

import click

from commands.extras import require
from commands.frame import agreed, open_desk, reply, reports
from exercises.environment import HERE


@click.command()
@click.option("--yes", is_flag=True, help="Take a better fit without being asked.")
@click.option("--off", is_flag=True, help="Go back to the defaults of the memory model.")
@reports
def fit(yes: bool, off: bool, as_json: bool, lang: str | None) -> None:
    """Fit the memory model to your reviews.

    It is fitted on the earlier three quarters of them and judged by the rest; unless it told those
    better than the defaults, nothing changes.
    """
    from screens import fitting as screen
    from trainer.fit import fit as fitted
    from trainer.reviews import reviews

    desk = open_desk()
    lang = lang or desk.settings.lang
    if off:
        had = bool(desk.state().weights)
        if had:
            desk.record("fitted", "", {"weights": []})
        reply(as_json, lambda: {"off": had}, lambda width: screen.off(had, lang, width))
        return
    require("fsrs_rs_python", "fsrs-rs-python", "fit", "Fitting")
    found = fitted(reviews(desk.history.facts()))
    asks = found.better and not yes and not as_json and HERE.somebody_types()
    if asks:
        reply(False, dict, lambda width: screen.compared(found, lang, width))
    taken = found.better and (yes or (asks and agreed(screen.question(lang))))
    if taken:
        told = {
            "weights": list(found.weights),
            "fitted_on": found.fitted_on,
            "held_out": found.held_out,
            "log_loss": found.log_loss._asdict(),
        }
        desk.record("fitted", "", told)
    reply(
        as_json,
        lambda: screen.as_json(found, taken),
        lambda width: [
            *([] if asks else screen.compared(found, lang, width)),
            *screen.outcome(found, taken, lang, width),
        ],
    )
