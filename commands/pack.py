"""``practice pack``: prove exercises, and begin a new one."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from commands.frame import Exit, completes_exercise, reply, reports
from exercises.catalogue import load_catalogue
from exercises.errors import PracticeError


@click.group()
def pack() -> None:
    """Write exercises, and prove that they are right."""


@pack.command()
@click.argument("exercise")
@click.option("--track", default="ladder", show_default=True, help="The folder it goes to.")
@reports
def new(exercise: str, track: str, as_json: bool, lang: str | None) -> None:
    """Write both files of an exercise, every field explained."""
    page = import_module("packs.page")
    written: list[Path] = page.write(exercise, track, Path(__file__).parent.parent)
    reply(
        as_json,
        lambda: {"exercise": exercise, "files": [str(file) for file in written]},
        lambda width: import_module("screens.packs").written(written, exercise, width),
    )


@pack.command()
@click.argument("exercises", nargs=-1, shell_complete=completes_exercise)
@click.option("--seeds", type=click.IntRange(1, 1000), default=3, show_default=True,
              help="In how many seeds the answer has to pass.")  # fmt: skip
@click.option("--mutants", is_flag=True, help="Grade every small change of the answer too: slow.")
@reports
def check(
    exercises: tuple[str, ...], seeds: int, mutants: bool, as_json: bool, lang: str | None
) -> Exit:
    """Prove exercises: by id, or by the path of a spec; all without one.

    Schema, languages, formulas, answer against oracle, wrong ideas, other ways to write it: each
    proof is shown with what it found.
    """
    import warnings

    from screens import packs as screen

    warnings.simplefilter("ignore")  # torch's own, and of mutants that nobody will read

    catalogue = load_catalogue()
    specs = [catalogue.find(_id_of(name)) for name in exercises] or list(catalogue.values())
    module, crowd = import_module("packs.check"), import_module("packs.crowd")
    told: list[dict[str, object]] = []
    faults = 0
    with crowd.own_server():
        for spec in specs:
            found = []
            for each in module.check(spec, seeds, mutants):
                found.append(each)
                faults += len(each.faults)
            told.append({"exercise": spec.id, "proofs": {f.proof.name: f.faults for f in found}})
            if not as_json:
                reply(False, dict, lambda width, s=spec, f=found: screen.proved(s.id, f, width))  # type: ignore[misc]
    if as_json:
        reply(True, lambda: {"exercises": told, "faults": faults}, lambda width: [])
    return Exit.NOT_PASSED if faults else Exit.DONE


def _id_of(name: str) -> str:
    """The id in `ce`, `exercises/classification/ce.yaml` or the path of the module."""
    path = Path(name)
    if path.suffix not in (".yaml", ".py") and path.name == name:
        return name
    if not path.exists():
        raise PracticeError(f"There is no file {name}.", "Name an exercise by its id, as in `ce`.")
    return path.stem.replace("_", "-")
