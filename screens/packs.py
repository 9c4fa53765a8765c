"""What `practice pack` says; of proofs in English, for authors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from rich.text import Text

from exercises.texts import Text as Bilingual
from screens.words import Say
from screens.wrapping import wrap

_MOST = 8


class _Proof(Protocol):
    @property
    def claim(self) -> str: ...


class _Found(Protocol):
    @property
    def proof(self) -> _Proof: ...
    @property
    def faults(self) -> list[str]: ...


class _Pack(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def root(self) -> str: ...


class _Shelved(Protocol):
    @property
    def pack(self) -> _Pack: ...
    @property
    def exercises(self) -> list[str]: ...
    @property
    def left_out(self) -> Bilingual | None: ...


def untrusted(root: str, count: int, say: Say) -> str:
    """What to know before a pack is used."""
    many = say("1 exercise" if count == 1 else f"{count} exercises", f"{count} 道练习")
    return say(
        f"{root} has {many}. Its solutions are somebody's Python code: it runs on this machine "
        "with your rights whenever you grade, outside the confinement of learners' files.",
        f"{root} 有{many}。其中的答案是别人写的 Python 代码：每次评分时都会以你的权限在本机运行，"
        "不受学习者文件那样的隔离。",
    )


def added(name: str, exercises: Sequence[str], width: int, say: Say) -> list[Text]:
    """What can be written now."""
    head = say(f"Added {name}: ", f"已添加 {name}：") + ", ".join(exercises)
    closing = say("`practice list --new` shows what you may begin.",
                  "`practice list --new` 列出可以开始的练习。")  # fmt: skip
    return [*wrap(Text(head), width), *wrap(Text(closing), width)]


def shelf(packs: Sequence[_Shelved], width: int, say: Say) -> list[Text]:
    """Each pack with its exercises, or why it is not used."""
    if not packs:
        nothing = say("No pack was added; `practice pack add FOLDER` adds one.",
                      "还没有添加练习包；用 `practice pack add 文件夹` 添加。")  # fmt: skip
        return wrap(Text(nothing), width)
    lines: list[Text] = []
    for each in packs:
        lines += wrap(Text(f"{each.pack.name}  {each.pack.root}", style="bold"), width, "", "  ")
        text = ", ".join(each.exercises)
        if each.left_out:
            why = each.left_out
            text = say(f"not used: {why.en}", f"没有使用：{why.in_('zh')}")
        lines += wrap(Text(text), width, "  ", "  ")
    return lines


def removed(pack: _Pack, width: int, say: Say) -> list[Text]:
    """What stays."""
    text = say(
        f"{pack.name} is not used any more. Its folder {pack.root} and your history of it stay.",
        f"不再使用 {pack.name}。它的文件夹 {pack.root} 和你的记录都还在。",
    )
    return wrap(Text(text), width)


def proved(exercise: str, found: Sequence[_Found], width: int) -> list[Text]:
    """One exercise: a line for each proof, and under it what it found."""
    wrong = sum(bool(each.faults) for each in found)
    head = f"{exercise}: {len(found)} proofs, " + (f"{wrong} do not hold" if wrong else "all hold")
    lines = [Text(head, style="bold" if wrong else "")]
    for each in found:
        if not each.faults:
            continue
        lines += wrap(Text(f"✗ {each.proof.claim}"), width, "  ", "    ")
        for fault in each.faults[:_MOST]:
            lines += wrap(Text(fault), width, "    ", "      ")
        if len(each.faults) > _MOST:
            lines.append(Text(f"    and {len(each.faults) - _MOST} more"))
    return lines


def written(files: Sequence[Path], exercise: str, width: int) -> list[Text]:
    """Where the new files are, and what comes next."""
    lines = [Text("Written:")]
    for file in files:
        lines += wrap(Text(str(file)), width, "  ", "    ")
    closing = f"Fill them in, then prove them: practice pack check {exercise}"
    return [*lines, *wrap(Text(closing), width, "", "")]
