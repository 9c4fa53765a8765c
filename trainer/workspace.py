"""One folder that holds everything about one learner: stubs, settings, history, backups."""

from __future__ import annotations

import contextlib
import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from exercises.environment import HERE, Environment
from exercises.errors import PracticeError
from exercises.files import write_whole
from exercises.spec import LANGUAGES, Spec
from exercises.stub import stub_source
from trainer.settings import Settings
from trainer.settings_file import read_settings

SETTINGS = "practice.toml"
PRIVATE = ".practice"

#: What nobody writes by hand.
LONGEST_CODE = 2**20

_FRESH_SETTINGS = """\
# Settings of this workspace. Everything here may be left out.

# Language of statements and verdicts: "en" or "zh".
lang = "{lang}"

# How many drills you have never seen are served on one day.
new_per_day = 3

# How many drills you have met before come back on one day at most.
reviews_per_day = 12

# The chance of still knowing it at which a drill comes back, from 0.7 to 0.97: a higher one
# means more reviews.
retention = 0.9

# How many questions you have never seen `practice quiz` asks on one day.
new_questions_per_day = 10
"""


class NoWorkspace(PracticeError):
    """There is no workspace where one is looked for."""


class Workspace(NamedTuple):
    root: Path

    @classmethod
    def find(cls, env: Environment = HERE) -> Workspace:
        """The workspace that the current folder is in, else ``$PRACTICE_WORKSPACE``, else that in
        ``~/practice``.

        PracticeError when none of them is one.
        """
        for folder in (env.cwd, *env.cwd.parents):
            if (folder / SETTINGS).is_file():
                return cls(folder)
        named, root = env.says("PRACTICE_WORKSPACE"), cls._by_default(env)
        if (root / SETTINGS).is_file():
            return cls(root)
        if named:
            message = f"`PRACTICE_WORKSPACE` names {root}, which is no workspace."
        else:
            message = f"There is no workspace here and none at {root}."
        raise NoWorkspace(message, "`practice init` makes one.")

    @classmethod
    def place(cls, folder: Path | None, env: Environment = HERE) -> Path:
        """Where ``practice init`` makes a workspace: as told, else as :meth:`find` looks."""
        if folder is not None:
            return (env.cwd / folder).absolute()
        return cls._by_default(env).absolute()

    @staticmethod
    def _by_default(env: Environment) -> Path:
        named = env.says("PRACTICE_WORKSPACE")
        if named:
            return Path(named).expanduser()
        if env.home is None:
            raise NoWorkspace(
                "There is no home folder to look for a workspace in.", "Set `PRACTICE_WORKSPACE`."
            )
        return env.home / "practice"

    @classmethod
    def create(cls, root: Path, lang: str = "en") -> tuple[Workspace, bool]:
        """The workspace at ``root``, and whether it was made now. Nothing in it is overwritten."""
        try:
            (root / PRIVATE).mkdir(parents=True, exist_ok=True)
            settings = root / SETTINGS
            # one that a full disk left empty was never made
            made = not settings.exists() or not settings.stat().st_size
            if made:
                write_whole(settings, _FRESH_SETTINGS.format(lang=lang).encode())
        except OSError as error:
            raise PracticeError(
                f"No workspace can be made at {root}: {_why(error)}.",
                "Name a folder that can be written: `practice init FOLDER`.",
                exit_code=3,
            ) from None
        return cls(root), made

    @property
    def private(self) -> Path:
        return self.root / PRIVATE

    def settings(self) -> Settings:
        """What ``practice.toml`` says; PracticeError with the line when it says it wrongly."""
        return read_settings(self.root / SETTINGS)

    def stub(self, spec: Spec) -> Path:
        """The learner's file for an exercise."""
        return self.root / f"{spec.module}.py"

    def write_stub(self, spec: Spec, lang: str) -> bool:
        """Write the stub unless the file is there already; whether it was written.

        Whole or not at all: a stub that was cut short by a full disk or a kill would be taken for
        the learner's own file ever after.
        """
        path = self.stub(spec)
        if os.path.lexists(path):
            if path.is_file():
                return False
            raise PracticeError(
                f"{path} is in the way: it is a folder, or a link that leads nowhere.",
                "Move it away; the stub is written there.",
            )
        try:
            write_whole(path, stub_source(spec, lang).encode(), replace=False)
        except FileExistsError:
            return False
        except OSError as error:
            raise _unwritable(path, error) from None
        return True

    def untouched(self, spec: Spec) -> bool:
        """Whether nobody has written anything into the stub, in whichever language it was made."""
        try:
            written = self.stub(spec).read_bytes()
        except OSError:
            return False
        return any(written == stub_source(spec, lang).encode() for lang in LANGUAGES)

    def rename(self, old: str, spec: Spec) -> None:
        """Call the file of an exercise as the exercise is called now, if that name is free."""
        was = self.root / f"{old.replace('-', '_')}.py"
        if was.is_file() and not os.path.lexists(self.stub(spec)):
            with contextlib.suppress(OSError):  # then it stays, and a new stub is written
                os.link(was, self.stub(spec))
                was.unlink()

    def reset_stub(self, spec: Spec, lang: str, now: datetime) -> Path | None:
        """Start an exercise's file anew; the old one is kept, and where is returned."""
        path = self.stub(spec)
        kept = None
        try:
            if os.path.lexists(path):
                kept = self._backup_name(spec, now)
                kept.parent.mkdir(parents=True, exist_ok=True)
                path.rename(kept)
            self.write_stub(spec, lang)
        except (OSError, PracticeError) as error:
            if kept is not None and os.path.lexists(kept) and not os.path.lexists(path):
                with contextlib.suppress(OSError):
                    kept.rename(path)
            if isinstance(error, PracticeError):
                raise
            raise _unwritable(path, error) from None
        return kept

    def _backup_name(self, spec: Spec, now: datetime) -> Path:
        folder = self.private / "backups"
        stem = f"{spec.module}-{now:%Y%m%d-%H%M%S}"
        name, number = folder / f"{stem}.py", 1
        while os.path.lexists(name):
            number += 1
            name = folder / f"{stem}-{number}.py"
        return name


def read_code(path: Path, spec: Spec) -> bytes:
    """The learner's file, read once; these bytes are what is graded, hashed and kept."""
    try:
        if path.is_dir():
            raise PracticeError(
                f"{path} is a folder.", f"Name the file: `practice grade {spec.id}`."
            )
        if not path.is_file():
            raise PracticeError(
                f"There is no file {path}.",
                f"`practice next` writes the stub it serves, `practice reset {spec.id}` this one.",
            )
        if path.stat().st_size > LONGEST_CODE:
            raise PracticeError(
                f"{path} is larger than {LONGEST_CODE // 2**20} MB.", "Is it the right file?"
            )
        return path.read_bytes()
    except OSError as error:
        raise PracticeError(
            f"{path} cannot be read: {_why(error)}.", "Make it readable, or name another file."
        ) from None


def _why(error: OSError) -> str:
    return f"{error.strerror or error}"


def _unwritable(path: Path, error: OSError) -> PracticeError:
    return PracticeError(
        f"{path} cannot be written: {_why(error)}.",
        "Make room, or make the folder writable; nothing was lost.",
        exit_code=3,
    )
