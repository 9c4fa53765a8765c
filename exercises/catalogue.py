"""All exercises there are, in the order in which they are learned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from exercises import cache
from exercises.added import added, named
from exercises.errors import PracticeError
from exercises.spec import Spec
from exercises.texts import Text

SHIPPED = Path(__file__).parent
"""The specs that come with the package, one folder per track."""

QUESTIONS = "questions"
"""A folder beside the tracks that holds no specs: see `questions.py`."""

PROFILES = "profiles"
"""The other one: see `profiles.py`."""

_CHANGED = Text(
    "its code has changed since it was added; read it and add it again",
    "添加之后它的代码变了；读过之后再添加一次",
)


class Catalogue(Mapping[str, Spec]):
    """Exercises by id. Iterates from the easiest on, and within a level as the document goes."""

    def __init__(self, specs: list[Spec], left_out: Mapping[str, Text] = {}) -> None:
        ordered = sorted(specs, key=_order)
        self._specs = {spec.id: spec for spec in ordered}
        self.now_called = {old: spec.id for spec in ordered for old in spec.renamed_from}
        """Ids of earlier versions, and what each is called now."""
        self.left_out = dict(left_out)
        """Packs that are not used, and why."""

    def __getitem__(self, id_: str) -> Spec:
        return self._specs[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._specs)

    def __len__(self) -> int:
        return len(self._specs)

    def find(self, id_: str) -> Spec:
        """The exercise called `id_`; PracticeError with the nearest name when there is none."""
        name = id_.strip().lower().replace("_", "-")
        spec = self._specs.get(self.now_called.get(name, name))
        if spec is not None:
            return spec
        from difflib import get_close_matches  # only on the way to an error

        names = {name: spec.id for spec in self._specs.values() for name in _names(spec)}
        names |= {id_: id_ for id_ in self._specs}  # before the title of another
        asked = id_.strip().lower()
        joined = [name for name in names if _letters(name) == _letters(asked)]  # without hyphens
        swapped = [name for name in names if sorted(name) == sorted(asked)]  # `mea` for `mae`
        near = joined or swapped or get_close_matches(asked, names, n=1, cutoff=0.5)
        guess = f"Did you mean `{names[near[0]]}`? " if near else ""
        raise PracticeError(
            f"There is no exercise called `{id_}`.",
            f"{guess}`practice list` shows them all.",
        )


def load_catalogue(folder: str | Path | None = None) -> Catalogue:
    """Every spec in `folder`, checked one by one and together; by default those shipped, with those
    of the packs that were added.

    A spec is a file `<track>/<id>.yaml`. Raises PracticeError for the first bad one; a pack that
    is bad is left out whole, and `Catalogue.left_out` says why.
    """
    if folder is not None:
        return Catalogue(_specs_in(Path(folder)))
    return _with_packs(_specs_in(SHIPPED))


def _specs_in(root: Path, alone: bool = True) -> list[Spec]:
    """The specs of a folder; ``alone`` unless they may build on others, which is looked at then."""
    files = _spec_files(root)
    key = cache.fingerprint([(str(alone), b""), *((str(path), content) for path, content in files)])
    specs: list[Spec] | None = cache.recall("specs", key, list[Spec]) if key else None
    if specs is None:
        specs = _checked(files, alone)
        if key:
            cache.remember("specs", key, specs)
    return specs


def _with_packs(specs: list[Spec]) -> Catalogue:
    """The shipped exercises with those of the packs, each pack whole or not at all."""
    left_out: dict[str, Text] = {}
    for pack in (*added(), *named()):
        if pack.changed:
            left_out[pack.name] = _CHANGED
            continue
        try:
            own = [
                msgspec.structs.replace(spec, pack=pack.root)
                for spec in _specs_in(Path(pack.root) / "exercises", alone=False)
            ]
            _fit(own, specs)
        except PracticeError as error:
            left_out[pack.name] = Text(error.message)
        else:
            specs = [*specs, *own]
    return Catalogue(specs, left_out)


def _fit(own: list[Spec], specs: list[Spec]) -> None:
    """PracticeError where a pack does not go together with what is there already."""
    there = {spec.id for spec in specs}
    for spec in own:
        if spec.id in there:
            raise PracticeError(f"`{spec.id}` is the id of another exercise already.")
    every = {spec.id: spec for spec in (*specs, *own)}
    for _, id_, sentence in _faults_together(every):
        raise PracticeError(f"In `{id_}`: {sentence}.")


def _faults_together(specs: Mapping[str, Spec]) -> Iterator[tuple[str, str, str]]:
    """What specs say of each other and cannot mean: the field, the exercise and a sentence."""
    from exercises.rules import renamed_faults, requirement_faults, stable_faults

    requires = {id_: spec.requires for id_, spec in specs.items()}
    for id_, sentence in requirement_faults(requires):
        yield "requires", id_, sentence
    for id_, sentence in stable_faults(specs):
        yield "stable", id_, sentence
    for id_, sentence in renamed_faults(specs):
        yield "renamed_from", id_, sentence


def _spec_files(root: Path) -> list[tuple[Path, bytes]]:
    try:
        files = [
            (path, path.read_bytes())
            for path in sorted(root.glob("*/*.yaml"))
            if path.parent.name not in (QUESTIONS, PROFILES)
        ]
    except OSError as error:
        raise PracticeError(
            f"The exercises in {root} cannot be read: {error.filename}: {error.strerror}.",
            "Check the permissions of that folder, or install `practice` again.",
            exit_code=3,
        ) from None
    if not files:
        raise PracticeError(
            f"There are no exercises in {root}.", "Install `practice` again.", exit_code=3
        )
    return files


def _checked(files: list[tuple[Path, bytes]], alone: bool) -> list[Spec]:
    from exercises.nodes import parse
    from exercises.reading import bad_spec, parse_spec

    found: dict[str, tuple[Path, bytes, Spec]] = {}
    for path, content in files:
        spec = parse_spec(content, path)
        if spec.id in found:
            raise bad_spec(path, 1, ("id",), f"it is already the id of {found[spec.id][0]}")
        found[spec.id] = path, content, spec

    specs = {id_: spec for id_, (_, _, spec) in found.items()}
    if not alone:
        return list(specs.values())
    for field, id_, sentence in _faults_together(specs):
        path, content, _ = found[id_]
        _, lines = parse(content.decode("utf-8"))
        raise bad_spec(path, lines[(field,)], (field,), sentence)
    return list(specs.values())


def _names(spec: Spec) -> set[str]:
    """What somebody may call an exercise: its id, its class, its title."""
    class_name = spec.signature.name.lower()
    short = class_name.removeprefix("my")
    return {spec.id, class_name, short, short.removesuffix("loss"), spec.title.en.lower()} - {""}


def _letters(name: str) -> str:
    return re.sub(r"\W|_", "", name)


def _order(spec: Spec) -> tuple[int, bool, list[tuple[int, str]], str]:
    """By level; within one the numbered sections of a document first, in its order."""
    section = spec.source.section
    return spec.level, not section[:1].isdigit(), natural(section), spec.id


def natural(text: str) -> list[tuple[int, str]]:
    """A sort key in which `10. X` comes after `9. Y`."""
    return [(int(part) if part.isdigit() else 0, part) for part in re.findall(r"\d+|\D+", text)]
