"""``practice pack``: use packs of exercises, prove exercises, and begin a new one."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import click

from commands.frame import Exit, agreed, completes_exercise, desk_if_any, reply, reports
from exercises.added import NAMED, added, named
from exercises.catalogue import SHIPPED, load_catalogue
from exercises.environment import HERE
from exercises.errors import PracticeError
from exercises.spec import Spec
from screens.words import Say, speaker


@click.group()
def pack() -> None:
    """Exercises of others: use them. Exercises of your own: write and prove them."""


@pack.command()
@click.argument("source")
@click.option("--yes", is_flag=True, help="Add it without being asked: its code was read.")
@click.option("--follow", is_flag=True, help="Take changes of its code as they come: your own.")
@reports
def add(source: str, yes: bool, follow: bool, as_json: bool, lang: str | None) -> Exit:
    """Use the pack in a folder, at a git address, or of an installed package.

    Its exercises stand beside those shipped, in history and schedule too. Its solutions are
    somebody's Python code that runs with your rights.
    """
    shelf, screen = import_module("packs.shelf"), import_module("screens.packs")
    found, exercises = shelf.found(source, follow)
    say = _speaker(lang)
    warning = screen.untrusted(found.root, len(exercises), say)
    if not (yes or agreed(warning + say(" Add it?", "要添加吗？"))):
        return Exit.NOT_PASSED
    shelf.add(found)
    reply(
        as_json,
        lambda: {"pack": found.name, "root": found.root, "exercises": exercises},
        lambda width: screen.added(found.name, exercises, width, say),
    )
    return Exit.DONE


@pack.command("list")
@reports
def list_(as_json: bool, lang: str | None) -> None:
    """The packs in use, and why one is not."""
    shelf, screen = import_module("packs.shelf"), import_module("screens.packs")
    found = shelf.shelf(load_catalogue())
    reply(
        as_json,
        lambda: {"packs": [
            {"pack": each.pack.name, "root": each.pack.root, "origin": each.pack.origin,
             "follows": not each.pack.digest, "exercises": each.exercises,
             "left_out": each.left_out.en if each.left_out else None}
            for each in found
        ]},
        lambda width: screen.shelf(found, width, _speaker(lang)),
    )  # fmt: skip


@pack.command()
@click.argument("name")
@reports
def remove(name: str, as_json: bool, lang: str | None) -> None:
    """Use a pack no longer; its folder and your history stay."""
    removed = import_module("packs.shelf").remove(name)
    say = _speaker(lang)
    reply(
        as_json,
        lambda: {"pack": removed.name, "root": removed.root},
        lambda width: import_module("screens.packs").removed(removed, width, say),
    )


@pack.command()
@click.argument("exercise")
@click.option("--track", default="ladder", show_default=True, help="The folder it goes to.")
@click.option("--pack", "folder", type=click.Path(path_type=Path, file_okay=False),
              help="The pack it goes to, made when there is none; else the checkout.")  # fmt: skip
@reports
def new(exercise: str, track: str, folder: Path | None, as_json: bool, lang: str | None) -> None:
    """Write both files of an exercise, every field explained."""
    page = import_module("packs.page")
    root = folder.absolute() if folder else Path(__file__).parent.parent
    written: list[Path] = page.write(exercise, track, root)
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
    """Prove exercises: by id, by the path of a spec, or of a pack; all without one.

    Schema, languages, formulas, answer against oracle, wrong ideas, other ways to write it: each
    proof is shown with what it found.
    """
    import warnings

    from screens import packs as screen

    warnings.simplefilter("ignore")  # torch's own, and of mutants that nobody will read

    specs = _asked_for(exercises)
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


def _speaker(lang: str | None) -> Say:
    """Of the language asked for, else of the workspace there is, else English."""
    desk = None if lang else desk_if_any()
    return speaker(lang or (desk.settings.lang if desk else "en"))


def _asked_for(names: tuple[str, ...]) -> list[Spec]:
    """The specs that ids and paths stand for; a folder stands for all of a pack, which is used for
    as long as this command runs, since whoever names it has it before them."""
    folders = [Path(name).resolve() for name in names if _is_pack(Path(name))]
    beside = [_pack_of(Path(name).resolve()) for name in names if Path(name).suffix == ".yaml"]
    there = {Path(pack.root) for pack in (*added(), *named()) if not pack.changed}
    fresh = dict.fromkeys(f for f in (*folders, *beside) if f and f not in there)
    if fresh:
        kept = HERE.says(NAMED)
        os.environ[NAMED] = os.pathsep.join([*filter(None, [kept]), *map(str, fresh)])
    catalogue = load_catalogue()
    for folder in fresh:
        if folder.name in catalogue.left_out:
            raise PracticeError(catalogue.left_out[folder.name].en, f"Mend it in {folder}.")
    specs: list[Spec] = []
    for name in names:
        if _is_pack(Path(name)):
            root = str(Path(name).resolve())
            specs += [spec for spec in catalogue.values() if spec.pack == root]
        else:
            specs.append(catalogue.find(_id_of(name)))
    return specs or list(catalogue.values())


def _is_pack(path: Path) -> bool:
    return (path / "exercises").is_dir() and (path / "solutions").is_dir()


def _pack_of(spec: Path) -> Path | None:
    """The pack that a spec's file lies in; None for those shipped."""
    root = spec.parents[2] if len(spec.parents) > 2 else None
    return root if root and root / "exercises" != SHIPPED and _is_pack(root) else None


def _id_of(name: str) -> str:
    """The id in `ce`, `exercises/classification/ce.yaml` or the path of the module."""
    path = Path(name)
    if path.suffix not in (".yaml", ".py") and path.name == name:
        return name
    if not path.exists():
        raise PracticeError(f"There is no file {name}.", "Name an exercise by its id, as in `ce`.")
    return path.stem.replace("_", "-")
