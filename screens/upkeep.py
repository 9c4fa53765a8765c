"""What is said of the history and the catalogue themselves: copies beside it, what was added, put
back, taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.text import Text

from exercises.texts import Text as Bilingual
from screens.calendar import dated
from screens.layout import sentences, short
from screens.words import GRADES, speaker
from screens.wrapping import wrap
from trainer.files import quoted
from trainer.merge import Conflict, Merged
from trainer.repair import Offer
from trainer.standings import Removed


def left_out(packs: Mapping[str, Bilingual], lang: str, width: int) -> list[Text]:
    """Packs that are not used, and why; nothing where all are."""
    say = speaker(lang)

    def said(name: str) -> str:
        return say(f"The pack {name} is not used: ", f"没有使用练习包 {name}：")

    return [
        line
        for name, why in packs.items()
        for line in wrap(
            Text(
                say(f"The pack {name} is not used: {why}", f"没有使用练习包 {name}：{why}"),
                "yellow",
            ),
            width,
        )
    ]


def conflicts(found: Sequence[Conflict], lang: str, width: int) -> list[Text]:
    """That a copy of the history holds what it lacks, and what to type."""
    say = speaker(lang)
    told = [
        say(
            f"A copy of the history, {each.file.name}, holds {each.lacking} facts that it lacks: "
            f"`practice import {quoted(each.file)}` adds them.",
            f"历史记录的副本 {each.file.name} 里有 {each.lacking} 条记录是这里没有的："
            f"`practice import {quoted(each.file)}` 可以补上。",
        )
        for each in found
    ]
    return [Text(), *sentences(told, width)] if told else []


def removed(found: Sequence[Removed], lang: str, width: int) -> list[Text]:
    """That there were exercises once whose history is kept."""
    if not found:
        return []
    say = speaker(lang)
    named = say(", ", "、").join(
        f"`{r.id}` ({dated(r.last, say)}{say(', ', '，')}{say(*GRADES[r.rating])})" for r in found
    )
    told = say(
        f"No exercises any more; their history is kept: {named}.",
        f"以下练习已不再提供，历史记录仍保留：{named}。",
    )
    return [Text(), *sentences([told], width)]


def merged(found: Merged, file: Path, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    if found.kept is None:
        told = say(
            f"The history holds all of {file} already; it may be deleted.",
            f"{file} 里的记录这里都有了；可以删掉它。",
        )
        return sentences([told], width)
    added = say(
        f"Added {found.added} facts of {file}, each in its place by time; it may be deleted now.",
        f"已补上 {file} 里的 {found.added} 条记录，各按时间归位；现在可以删掉它。",
    )
    was = say(
        f"The history as it was is kept in {found.kept}.", f"原来的历史记录保存在 {found.kept}。"
    )
    return sentences([added, was], width)


def repair_offer(found: Offer, lang: str) -> str:
    say = speaker(lang)
    count, name = len(found.lacking), found.backup.name
    return say(
        f"Put back {count} facts from {name}? What is there now is kept beside it.",
        f"从 {name} 恢复 {count} 条记录？现有的文件会另行保存。",
    )


def repaired(found: Offer, kept: Path | None, lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    lines = [say(f"Put back {len(found.lacking)} facts.", f"已恢复 {len(found.lacking)} 条记录。")]
    if kept is not None:
        where = short(kept)
        lines.append(say(f"The old file is kept in {where}.", f"原来的文件保存在 {where}。"))
    return [*sentences(lines, width), Text()]


def state_made_anew(lang: str, width: int) -> list[Text]:
    say = speaker(lang)
    told = say(
        "The state that was kept was not what the facts make; it is made anew from them.",
        "保存的进度与记录不一致，已按记录重新计算。",
    )
    return [*sentences([told], width), Text()]
