"""Packs that were added to the shipped exercises: folders with `exercises/` and `solutions/`.

A pack's solutions are Python that runs with the user's own rights, outside the confinement that
learners' files have. So a pack is used only after somebody said so, and only as long as its code
is what it was then; where it changed, its exercises are left out until it is added again. What was
added stands in one file of the user's, beside no workspace: `packs.json` in their data folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Literal

import msgspec

from exercises.environment import HERE, Environment
from exercises.errors import PracticeError
from exercises.files import write_whole

NAMED = "PRACTICE_PACKS"
"""Folders of packs to use beside those added, as in `PATH`: for authors and for CI."""

Origin = Literal["folder", "clone", "package"]


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pack that may be used."""

    name: str
    root: str
    """The folder that holds `exercises/` and `solutions/`."""
    origin: Origin
    digest: str
    """Of its code when it was added; empty where changes are taken as they come."""
    source: str = ""
    """What was cloned, or the name of the entry point."""

    @property
    def changed(self) -> bool:
        """Whether its code is another than when it was added."""
        return bool(self.digest) and digest_of(Path(self.root)) != self.digest


def added(env: Environment = HERE) -> list[Pack]:
    """The packs that were added, in that order; PracticeError when the list cannot be read."""
    file = _file(env)
    try:
        content = file.read_bytes() if file else b"[]"
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _unreadable(file, error.strerror or str(error)) from None
    try:
        return msgspec.json.decode(content, type=list[Pack])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unreadable(file, str(error)) from None


def named(env: Environment = HERE) -> list[Pack]:
    """Those that the environment names."""
    folders = [Path(text).absolute() for text in env.says(NAMED).split(os.pathsep) if text]
    return [Pack(folder.name, str(folder), "folder", "") for folder in folders]


def keep(packs: Iterable[Pack], env: Environment = HERE) -> None:
    """Write the list of packs, whole or not at all."""
    file = _file(env)
    if file is None:
        raise PracticeError("There is no home folder to keep packs in.", "Set `XDG_DATA_HOME`.")
    content = msgspec.json.format(msgspec.json.encode(list(packs)), indent=2) + b"\n"
    try:
        write_whole(file, content)
    except OSError as error:
        raise PracticeError(
            f"{file} cannot be written: {error.strerror}.", "Nothing was changed.", exit_code=3
        ) from None


def digest_of(root: Path) -> str:
    """A digest of all of a pack's Python: what runs. Texts may change; code that was read once
    must stay what it was."""
    digest = blake2b(digest_size=20)
    for file in sorted(root.rglob("*.py")):
        if not file.is_file() or ".git" in file.parts:
            continue
        for part in (os.fsencode(str(file.relative_to(root))), file.read_bytes()):
            digest.update(len(part).to_bytes(8, "little"))
            digest.update(part)
    return digest.hexdigest()


def _file(env: Environment) -> Path | None:
    folder = env.place("data")
    return folder / "packs.json" if folder else None


def _unreadable(file: Path | None, why: str) -> PracticeError:
    return PracticeError(
        f"The list of packs in {file} cannot be read: {why}.",
        "Delete it and add the packs again with `practice pack add`; no history depends on it.",
        exit_code=3,
    )
