"""``practice cohort``: a whole class at once."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.extras import require
from commands.frame import Exit, reply, reports
from exercises.errors import PracticeError

if TYPE_CHECKING:
    from cohort.model import Row, Submission
    from cohort.store import Store
    from exercises.catalogue import Catalogue
    from grader.verdict import Verdict

_FILE = click.Path(path_type=Path)


@click.group()
def cohort() -> None:
    """Grade what a whole class handed in."""


@cohort.command()
@click.argument("folder", type=_FILE)
@click.option("--roster", type=_FILE, help="A CSV file of who is in the class.")
@click.option("--due", metavar="TIME", help="When it was due, as in 2026-11-20T23:59.")
@click.option("--late", metavar="RULE", help="What lateness costs, as in 10%/day.")
@click.option("--seed", type=click.IntRange(0), help="Draw the hidden inputs from this seed.")
@click.option("--out", type=_FILE, default=Path("results.csv"), show_default=True,
              help="The table; the verdicts are kept beside it (.jsonl).")  # fmt: skip
@click.option("--on", default="local", show_default=True, metavar="WHERE",
              help="This machine, or dask://HOST:PORT, or ray://HOST:PORT.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 512),
              help="Processes on this machine; as many as cores.")  # fmt: skip
@click.option("--html", type=_FILE, help="Write a page about the class to this file.")
@click.option("--feedback", type=_FILE, help="Write a page for each learner into this folder.")
@click.option("--regrade", is_flag=True, help="Grade all, also what has a verdict.")
@reports
def grade(
    folder: Path, roster: Path | None, due: str | None, late: str | None, seed: int | None,
    out: Path, on: str, workers: int | None, html: Path | None,
    feedback: Path | None, regrade: bool, as_json: bool, lang: str | None,
) -> Exit:  # fmt: skip
    """Grade FOLDER: one folder or archive per learner.

    Exports of Moodle, Canvas and Gradescope are read as they are. What has a verdict is not
    graded again, so the same command goes on after an interruption.
    """
    from cohort.class_report import class_report
    from cohort.grading import key, to_grade
    from cohort.lateness import policy
    from cohort.reading import read
    from cohort.roster import Roster
    from cohort.rows import as_csv, ideas, table
    from cohort.store import opened
    from exercises.catalogue import load_catalogue
    from screens import cohort as screen
    from trainer.drills import fresh_seed
    from trainer.files import write_anew

    gc.enable()  # this one stays
    lang = lang or "en"
    kept = out.with_suffix(".jsonl")
    if kept == out:
        raise PracticeError(
            f"{out} is where the verdicts go.", "Name the table, as in `--out r.csv`."
        )
    on, workers = _engine(on, workers)
    rule, people = policy(due, late), Roster.read(roster) if roster else Roster()
    catalogue = load_catalogue()
    handed_in = read(folder, catalogue.keys(), people)
    if not handed_in.submissions and not handed_in.refusals:
        reply(as_json, dict, lambda width: screen.nothing(folder, lang, width))
        return Exit.USAGE
    with opened(kept) as store:
        if seed is None:
            seed = fresh_seed() if store.last_seed is None else store.last_seed
        todo = to_grade(handed_in.submissions, store, seed, regrade)
        _graded(todo, store, seed, lang, on, min(workers, len(todo)))
        found = {each: store.results[key(each, seed)].verdict for each in handed_in.submissions}
        verdicts = list(found.values())
        said = ideas(verdicts, catalogue)
        rows = table(handed_in, store.results, seed, rule, people, said)
        write_anew(out, as_csv(rows, lang))
    report = class_report(rows, verdicts, catalogue, said)
    if html is not None:
        from screens.page.cohort import class_page

        write_anew(html, class_page(report, rows, catalogue, lang).encode())
    if feedback is not None:
        _send_home(feedback, rows, found, catalogue, lang)
    files = {"results": out, "verdicts": kept, "page": html, "feedback": feedback}
    reply(
        as_json,
        lambda: screen.as_json(
            report, rows, len(todo), len(handed_in.submissions) - len(todo), seed, files, lang
        ),
        lambda width: screen.summary(
            report,
            rows,
            catalogue,
            [p for p in files.values() if p],
            lang,
            width,
            due=rule.due is not None,
        ),
        paged=True,
    )
    return Exit.FAULT if report.errors else Exit.DONE


def _send_home(
    folder: Path, rows: list[Row], found: dict[Submission, Verdict], specs: Catalogue, lang: str
) -> None:
    """A page for each learner, named after them."""
    from cohort.pages import file_names
    from screens.page.cohort import feedback_page
    from trainer.files import write_anew

    graded: dict[str, dict[str, tuple[Submission, Verdict]]] = {}
    for submission, verdict in found.items():
        graded.setdefault(submission.learner, {})[submission.exercise] = submission, verdict
    for learner, name in file_names({row.learner for row in rows}).items():
        theirs = [row for row in rows if row.learner == learner]
        page = feedback_page(learner, theirs, graded.get(learner, {}), specs, lang)
        write_anew(folder / f"{name}.html", page.encode())


def _engine(on: str, workers: int | None) -> tuple[str, int]:
    """Where it is graded and by how many; without the extra, one worker needs none."""
    from importlib.util import find_spec

    if on == "local":
        if workers is None:
            workers = (os.cpu_count() or 1) if find_spec("distributed") else 1
        if workers > 1:
            require("distributed", "distributed", "cohort", "More than one worker")
        return on, workers
    if workers is not None:
        raise PracticeError(
            "`--workers` is about this machine, and a cluster has the workers it has.",
            "Leave it out with `--on`.",
        )
    scheme, _, address = on.partition("://")
    if not address or scheme not in ("dask", "ray"):
        raise PracticeError(
            f"`--on {on}` is no place to grade on.",
            "Write `local`, `dask://HOST:PORT` or `ray://HOST:PORT`.",
        )
    if scheme == "dask":
        require("distributed", "distributed", "cohort", "A Dask cluster")
    else:
        require("ray", "ray", "cohort-ray", "A Ray cluster")
    return on, 0


def _graded(
    todo: list[Submission], store: Store, seed: int, lang: str, on: str, workers: int
) -> None:
    """Grade what is to be graded; Ctrl-C says how to go on."""
    from cohort.engine import mapped
    from cohort.grading import grade
    from cohort.worker import graded, places
    from screens import cohort as screen
    from screens.cohort_progress import GradingProgress

    if not todo:
        return
    progress = GradingProgress(len(todo), lang)
    try:
        with places(), progress:
            for result in grade(
                todo, store, seed, lang, lambda tasks: mapped(graded, tasks, on, workers)
            ):
                progress.count(result.verdict.outcome)
    except KeyboardInterrupt:
        told = screen.interrupted(progress.tally.done, len(todo), store.path, lang)
        print(told, file=sys.stderr, flush=True)
        raise


@cohort.command()
@click.argument("folder", type=_FILE)
@click.option("--roster", type=_FILE, help="A CSV file of who is in the class.")
@click.option("--show", type=click.IntRange(1), default=10, show_default=True,
              help="So many pairs, those that stand out most first.")  # fmt: skip
@click.option(
    "--html", type=_FILE, help="Write a page with all of them, lines marked, to this file."
)
@reports
def similar(
    folder: Path, roster: Path | None, show: int, html: Path | None, as_json: bool,
    lang: str | None,
) -> None:  # fmt: skip
    """Find files closer than their exercise makes likely.

    A place to look, not a finding: files are compared with how close those of the same exercise
    are in this class, names, comments and the order of independent statements aside.
    """
    from cohort.reading import read
    from cohort.roster import Roster
    from cohort.similar import similar as found_in
    from exercises.catalogue import load_catalogue
    from screens import cohort_similar as screen

    people = Roster.read(roster) if roster else Roster()
    catalogue = load_catalogue()
    found = found_in(read(folder, catalogue.keys(), people).submissions)
    if html is not None:
        from screens.page.similar import similar_page
        from trainer.files import write_anew

        write_anew(html, similar_page(found, catalogue, lang or "en").encode())
    reply(
        as_json,
        lambda: screen.as_json(found),
        lambda width: screen.similar(found, show, lang or "en", width, html),
        paged=True,
    )
