"""`practice pack add`, `list` and `remove`: which packs are used beside the shipped exercises."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from exercises.added import Pack, added, digest_of, keep, named
from exercises.catalogue import Catalogue, load_catalogue
from exercises.environment import HERE
from exercises.errors import PracticeError
from exercises.texts import Text

GROUP = "practice.packs"
"""The entry points of installed packs: name = the package that holds both folders."""
_URL = re.compile(r"^(https?|ssh|git|file)://|^[\w.-]+@[\w.-]+:|\.git/?$")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_CLONING = 300.0
_WHAT = "A pack is a folder with `exercises/` and `solutions/`; docs/authoring.md shows one."


class Shelved(NamedTuple):
    """A pack of the list, with what is known of it now."""

    pack: Pack
    exercises: list[str]
    left_out: Text | None
    """Why it is not used; None when it is."""


def found(source: str, follow: bool = False) -> tuple[Pack, list[str]]:
    """The pack that a folder, a git address or the name of an installed package stands for, and its
    exercises. Nothing is added yet, and nothing of it has run; a clone is made in the user's data
    folder. PracticeError when there is none, or a spec in it is bad."""
    pack = _located(source)
    ids = _ids(pack)
    digest = "" if follow else digest_of(Path(pack.root))
    return Pack(pack.name, pack.root, pack.origin, digest, pack.source), ids


def add(pack: Pack) -> bool:
    """Use a pack from now on; False where one of its name was used before and is replaced."""
    others = [other for other in added() if other.name != pack.name]
    fresh = len(others) == len(added())
    keep([*others, pack])
    left_out = load_catalogue().left_out.get(pack.name)
    if left_out:
        keep(others)
        raise PracticeError(f"`{pack.name}` does not fit: {left_out.en}", "Nothing was added.")
    return fresh


def remove(name: str) -> Pack:
    """Use a pack no longer. Its folder stays where it is, and so does all history."""
    packs = {pack.name: pack for pack in added()}
    if name not in packs:
        there = ", ".join(f"`{other}`" for other in packs) or "none was added"
        raise PracticeError(f"There is no pack called `{name}`.", f"There is: {there}.")
    pack = packs.pop(name)
    keep(packs.values())
    return pack


def shelf(catalogue: Catalogue) -> list[Shelved]:
    """Every pack that was added or is named by the environment."""
    return [
        Shelved(
            pack,
            [spec.id for spec in catalogue.values() if spec.pack == pack.root],
            catalogue.left_out.get(pack.name),
        )
        for pack in (*added(), *named())
    ]


def _located(source: str) -> Pack:
    folder = Path(source).expanduser()
    if folder.is_dir():
        root = folder.resolve()
        return Pack(root.name, str(root), "folder", "")
    if _URL.search(source):
        return _cloned(source)
    matches = [e for e in entry_points(group=GROUP) if e.name == source]
    if not matches:
        known = sorted({entry.name for entry in entry_points(group=GROUP)})
        more = f" Installed packs: {', '.join(known)}." if known else ""
        raise PracticeError(
            f"`{source}` is no folder, no git address and no installed pack.",
            _WHAT + more,
        )
    package = matches[0].value.split(":")[0]
    home = find_spec(package.split(".")[0])  # without importing it: nothing of it runs yet
    roots = list(home.submodule_search_locations or []) if home else []
    if not roots:
        raise PracticeError(f"The package {package} of the pack `{source}` cannot be found.", "")
    root = Path(roots[0]).joinpath(*package.split(".")[1:])
    return Pack(source, str(root), "package", "", package)


def _cloned(address: str) -> Pack:
    """A clone in the user's data folder, anew when there is one already."""
    name = address.rstrip("/").removesuffix(".git").rsplit("/", 1)[-1].rsplit(":", 1)[-1]
    home = HERE.place("data")
    if not _NAME.fullmatch(name) or home is None:
        raise PracticeError(f"No name for a folder can be made of {address}.", "Clone it yourself.")
    root = home / "packs" / name
    known = next((pack for pack in added() if pack.name == name), None)
    if known is not None and known.source not in ("", address):
        raise PracticeError(
            f"A pack called `{name}` is there already, from {known.source}.",
            f"`practice pack remove {name}` first.",
        )
    # beside the one that is there, so that a clone that fails loses nothing; a newer one is another
    # code, which is not used until it is added
    fresh = root.with_name(f"{name}.new") if root.exists() else root
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    _run("git", "clone", "--quiet", "--depth", "1", "--", address, str(fresh))
    if fresh != root:
        shutil.rmtree(root)
        fresh.rename(root)
    return Pack(name, str(root), "clone", "", address)


def _run(*command: str) -> None:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_CLONING, stdin=subprocess.DEVNULL,
            check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise PracticeError(
            f"`{command[0]}` is not installed.", "Name a folder in its place.", exit_code=3
        ) from None
    except subprocess.TimeoutExpired:
        raise PracticeError(
            f"`{command[0]}` took longer than {_CLONING:.0f} seconds.", "Clone it yourself.", 3
        ) from None
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it said nothing"]
        raise PracticeError(f"`{command[0]}` failed: {said[-1]}", "Check the address.")


def _ids(pack: Pack) -> list[str]:
    """The exercises of a pack, read and checked; every one with its module."""
    root = Path(pack.root)
    for folder in ("exercises", "solutions"):
        if not (root / folder).is_dir():
            raise PracticeError(
                f"{root} is no pack: it has no folder `{folder}`.",
                _WHAT,
            )
    files: Sequence[Path] = sorted((root / "exercises").glob("*/*.yaml"))
    for file in files:
        module = root / "solutions" / f"{file.stem.replace('-', '_')}.py"
        if not module.is_file():
            raise PracticeError(f"{file} has no solution: there is no {module}.", "Write it.")
    return [file.stem for file in files]
