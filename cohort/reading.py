"""What was handed in: of a folder, the submissions to grade and the rest with a sentence each."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from cohort.layouts import Placed, Whose, placed
from cohort.model import Refusal, Submission
from cohort.roster import Roster
from cohort.tree import leaves
from exercises.texts import Text


class HandedIn(NamedTuple):
    submissions: list[Submission]
    refusals: list[Refusal]
    """Also of learners on the roster that handed in nothing."""
    missing: list[str]


def read(folder: Path, exercises: Collection[str], roster: Roster) -> HandedIn:
    """Everything in ``folder``, in the order of learners and exercises."""
    found: dict[tuple[str, str], list[Submission]] = {}
    refusals: list[Refusal] = []
    seen: set[str] = set()
    others: dict[str, list[str]] = {}
    files = list(placed(leaves(folder), exercises))
    names = _names(files, roster)
    for each in files:
        learner, path = names[each.whose], "/".join(each.leaf.parts)
        if each.leaf.other:
            others.setdefault(learner, []).append(path)
            continue
        seen.add(learner)
        said = each.leaf.said or _unnamed(each, exercises) or _unreadable(each.leaf.content or b"")
        if said is not None:
            refusals.append(Refusal(learner, each.exercise or "", path, said))
            continue
        at = roster.handed_in(learner) or each.whose.handed_in
        if at is None and each.whose.clock:
            at = each.leaf.modified
        made = Submission(
            learner, each.exercise or "", each.leaf.content or b"", path, at, each.whose.late
        )
        found.setdefault((learner, made.exercise), []).append(made)
    submissions = []
    for (learner, exercise), candidates in sorted(found.items()):
        if len({each.source for each in candidates}) == 1:
            submissions.append(candidates[0])
            continue
        paths = ", ".join(f"`{each.path}`" for each in candidates)
        said = Text(
            f"There are {len(candidates)} different files for this drill ({paths}): which one "
            "counts has to be said by leaving one.",
            f"这道题有 {len(candidates)} 个不同的文件（{paths}），需要只留下算数的那一个。",
        )
        refusals.append(Refusal(learner, exercise, candidates[0].path, said))
    refusals += [_no_code(each, paths) for each, paths in others.items() if each not in seen]
    missing = sorted(set(roster.learners) - seen - set(others))
    return HandedIn(submissions, sorted(refusals, key=lambda r: (r.learner, r.path)), missing)


def _names(files: list[Placed], roster: Roster) -> dict[Whose, str]:
    """What everybody is called: as on the roster, and apart where two have the same name."""
    called: dict[Whose, str] = {}
    for whose in dict.fromkeys(each.whose for each in files):
        called[whose] = roster.find((whose.name, *whose.keys)) or whose.name
    ids: dict[str, set[str]] = {}
    for whose, name in called.items():
        if whose.keys and name not in roster.learners:
            ids.setdefault(name, set()).add(whose.keys[0])
    return {
        whose: f"{name} ({whose.keys[0]})" if len(ids.get(name, ())) > 1 else name
        for whose, name in called.items()
    }


def _no_code(learner: str, paths: list[str]) -> Refusal:
    """Of somebody who handed in something, and nothing that is graded."""
    shown = [f"`{path.rpartition('/')[2]}`" for path in sorted(paths)[:3]]
    en, zh = ", ".join(shown), "、".join(shown)
    if len(paths) > len(shown):
        en, zh = f"{en} and {len(paths) - len(shown)} more", f"{zh} 等 {len(paths)} 个文件"
    return Refusal(
        learner,
        "",
        sorted(paths)[0],
        Text(
            f"Only {en} was handed in, and files that end in `.py` are graded.",
            f"只提交了 {zh}；判的是以 `.py` 结尾的文件。",
        ),
    )


def _unnamed(each: Placed, exercises: Collection[str]) -> Text | None:
    if each.exercise is not None:
        return None
    file = each.leaf.parts[-1]
    near = get_close_matches(file.lower().removesuffix(".py").replace("_", "-"), exercises, 1, 0.6)
    guess = (f" Is it `{near[0]}`?", f"是 `{near[0]}` 吗？") if near else ("", "")
    return Text(
        f"`{file}` is named after no exercise.{guess[0]}",
        f"没有与 `{file}` 同名的题目。{guess[1]}",
    )


def _unreadable(source: bytes) -> Text | None:
    """Why Python could not even read a file, where that is not the learner's Python."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        text = source.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        text = "\0"
    if "\0" not in text:
        return None
    return Text(
        "This is no text in UTF-8, nor in an encoding that its first line names: it has to be "
        "saved as UTF-8 and handed in again.",
        "文件不是 UTF-8 文本，首行也没有声明编码；需要存成 UTF-8 重新提交。",
    )
