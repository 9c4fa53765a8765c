"""What came out when a candidate's exam was graded again: the table, and what it cannot tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from exercises.questions import Question, Short
from exercises.spec import Spec
from screens.calendar import dated
from screens.layout import heading, rule, sentences
from screens.markdown import inline
from screens.table import table
from screens.words import Say, speaker
from screens.wrapping import wrap
from trainer.exam.advice import clock
from trainer.exam.handed_on import Result
from trainer.exam.verified import Compared

_OUTCOMES = {
    "passed": ("passed", "通过"),
    "failed": ("not passed", "未通过"),
    "unjudged": ("not judged", "未自评"),
    "open": ("not finished", "没做完"),
    "unreached": ("not reached", "没来得及"),
    "error": ("no verdict", "没有结论"),
    "none": ("nothing to grade", "没有可评判的"),
    "": ("missing", "缺失"),
}
_REMARKS = {
    "missing": ("it is not in the result", "结果里没有这一题"),
    "other": ("it is not on the paper", "试卷上没有这一题"),
    "judged": ("their own judgement", "考生自评"),
    "error": ("the grader is at fault", "评判程序出错"),
}
_HONESTY = (
    "What this cannot tell: who wrote it, with what help, and how long it took. Times and pauses "
    "are what the candidate's machine and clock said; short answers are their own judgement. "
    "Somebody able to change `practice` itself can write a result that agrees.",
    "这里看不出的：由谁写成、借助了什么、花了多久。时间和暂停是考生机器与时钟所记；简答题由考生自评。"
    "能改动 `practice` 本身的人，也能写出对得上的结果。",
)


def verified(
    result: Result,
    rows: Sequence[Compared],
    objections: Sequence[tuple[str, str]],
    asked: Mapping[str, Spec | Question],
    lang: str,
    width: int,
) -> list[Text]:
    say = speaker(lang)
    return [
        *_head(result, say, width),
        rule(width),
        *_table(rows, say, width),
        Text(),
        *_verdict(rows, objections, say, width),
        *_short_answers(result, asked, lang, width),
        Text(),
        *[Text(line.plain, "dim") for line in sentences([say(*_HONESTY)], width)],
    ]


def _head(result: Result, say: Say, width: int) -> list[Text]:
    paper = result.package.paper
    title = Text(say(f"Result of exam {paper.id}", f"考试 {paper.id} 的结果"), "bold")
    took, minutes = clock(result.elapsed), f"{paper.minutes:g}"
    day = dated(result.started.astimezone().date(), say)
    remark = say(f"{day} · {took} of {minutes} min", f"{day} · 用时 {took}，限时 {minutes} 分钟")
    lines = heading(title, Text(remark, "dim"), width)
    for pause in result.pauses:
        if pause.end is None:
            continue
        since = pause.start.astimezone().strftime("%H:%M")
        length = clock((pause.end - pause.start).total_seconds())
        claimed = say(", claimed afterwards", "，事后声明") if pause.claimed else ""
        told = say(f"Paused {length} from {since}{claimed}.", f"{since} 起暂停 {length}{claimed}。")
        lines += sentences([told], width)
    return lines


def _table(rows: Sequence[Compared], say: Say, width: int) -> list[Text]:
    head = ["", say("item", "题目"), say("claimed", "所报"), say("graded again", "重新评判"), ""]
    cells = [[Text(cell, "dim") for cell in head]]
    for row in rows:
        sign = Text("✓", "green") if row.agrees else Text("✗", "bold red")
        told = (row.id, say(*_OUTCOMES[row.claimed]), _again(row, say), _time(row, say))
        cells.append([sign, *map(Text, told)])
    return table(cells, width, indent="")


def _again(row: Compared, say: Say) -> str:
    if row.remark == "core":
        now, then = row.again_core, row.claimed_core
        return say(
            f"core checks failed: {now}, not {then}", f"{now} 项核心检查未通过，所报 {then} 项"
        )
    if row.remark:
        return say(*_REMARKS[row.remark])
    return say(*_OUTCOMES[row.again])


def _time(row: Compared, say: Say) -> str:
    if not row.par_seconds or row.claimed in ("", "unreached"):
        return ""
    late = say(" late", "（超时）") if row.late else ""
    return f"{clock(row.seconds)} / {clock(row.par_seconds)}{late}"


def _verdict(
    rows: Sequence[Compared], objections: Sequence[tuple[str, str]], say: Say, width: int
) -> list[Text]:
    lines = [line for each in objections for line in wrap(Text(say(*each), "bold red"), width)]
    differ = [row.id for row in rows if not row.agrees]
    if differ:
        named = say(", ", "、").join(differ)
        told = say(f"What differs: {named}.", f"不一致的题：{named}。")
        lines += wrap(Text(told, "bold red"), width)
    elif not objections:
        everything = say(
            "Everything that can be graded again agrees with what was claimed.",
            "凡能重新评判的，都与所报一致。",
        )
        lines += wrap(Text(everything, "bold green"), width)
    return lines


def _short_answers(
    result: Result, asked: Mapping[str, Spec | Question], lang: str, width: int
) -> list[Text]:
    """What they said, beside the model answer: whoever reads this can judge it."""
    say = speaker(lang)
    lines: list[Text] = []
    for claim in result.answers:
        question = asked.get(claim.id)
        if not isinstance(question, Short) or claim.reply is None:
            continue
        said = " ".join(claim.reply.split()) or say("(nothing)", "（空）")
        lines += [
            Text(),
            *wrap(inline(question.prompt.in_(lang), "bold"), width),
            *wrap(Text(said), width, Text(say("They said  ", "考生回答  "), "cyan"), "  "),
            *wrap(
                inline(question.model.in_(lang)),
                width,
                Text(say("Model answer  ", "参考答案  "), "cyan"),
                "  ",
            ),
        ]
    return lines


def report(
    result: Result, rows: Sequence[Compared], objections: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """What ``--json`` prints; `docs/json.md` describes every field."""
    claims = {claim.id: claim for claim in result.answers}
    items = []
    for row in rows:
        claim = claims.get(row.id)
        code = claim.code.decode("utf-8", "replace") if claim and claim.code is not None else None
        items.append(
            {
                "id": row.id,
                "kind": row.kind or None,
                "claimed": row.claimed or None,
                "regraded": row.again,
                "agrees": row.agrees,
                "remark": row.remark or None,
                "seconds": row.seconds,
                "par_seconds": row.par_seconds,
                "late": row.late,
                "failed_core": row.claimed_core,
                "regraded_failed_core": row.again_core,
                "code": code,
                "reply": claim.reply if claim else None,
            }
        )
    return {
        "id": result.package.paper.id,
        "agrees": not objections and all(row.agrees for row in rows),
        "objections": [english for english, _ in objections],
        "practice": result.practice,
        "started": result.started.isoformat(),
        "ended": result.ended.isoformat(),
        "elapsed": result.elapsed,
        "minutes": result.package.paper.minutes,
        "pauses": len(result.pauses),
        "items": items,
    }
