"""What is said of an exam wherever its report is read: in the terminal and on the page."""

from __future__ import annotations

from datetime import date

from screens.calendar import dated
from screens.excerpt import clipped
from screens.markdown import inline
from screens.words import Say, track
from trainer.exam.advice import clock
from trainer.exam.items import ItemReport
from trainer.exam.report import Report, Tally, TrackScore

_OUTCOMES = {
    "passed": ("passed", "通过"),
    "failed": ("not passed", "未通过"),
    "unjudged": ("not judged yet", "待自评"),
    "open": ("not finished", "没做完"),
    "unreached": ("not reached", "没来得及"),
}
_QUESTIONS = {"passed": ("right", "答对"), "failed": ("wrong", "答错")}


def outcome(item: ItemReport, say: Say) -> str:
    """``passed``, ``wrong``, ``passed late`` ..."""
    words = _QUESTIONS if item.kind == "question" else _OUTCOMES
    said = say(*words.get(item.outcome, _OUTCOMES[item.outcome]))
    return said + say(", late", "（超时）") if item.late else said


def kind(name: str, say: Say) -> str:
    return say("drill", "编程题") if name == "drill" else say("question", "问答题")


def title(item: ItemReport, lang: str, room: int) -> str:
    """The title on one line: a question is called by how it begins."""
    plain = " ".join(inline(item.title.in_(lang)).plain.split())
    return clipped(plain, room)


def heading(report: Report, say: Say) -> str:
    day = dated(date.fromisoformat(report.day), say)
    return say(f"Mock interview of {day}", f"模拟面试：{day}")


def standing(report: Report, say: Say) -> str:
    """Where they stand, in one sentence."""
    tally = report.tally
    time = clock(report.elapsed)
    if not tally.counted:
        en, zh = "Nothing is judged yet", "还没有判定任何题目"
    else:
        percent = round(100 * (tally.score or 0))
        en = f"You passed {tally.passed} of {tally.counted} items in time ({percent}%)"
        zh = f"{tally.counted} 题中按时做对 {tally.passed} 题（{percent}%）"
    limit = clock(report.minutes * 60)
    en += f", taking {time} of the {limit} allowed"
    zh += f"，用时 {time}（限时 {limit}）"
    if report.elapsed > report.minutes * 60:
        en = en.replace(f"of the {limit} allowed", f"where {limit} was allowed")
    weakest = report.weakest
    if weakest is not None and len(report.scores) > 1:
        en += f"; weakest was {track(weakest.track, say)}, {weakest.passed} of {weakest.seen}"
        zh += f"；最弱的是{track(weakest.track, say)}：{weakest.seen} 题对 {weakest.passed} 题"
    return say(en + ".", zh + "。")


def advice(report: Report, say: Say) -> str:
    """What to do next, in one sentence with the command."""
    if not report.next:
        harder = max((item.level for item in report.items), default=1) + 1
        if harder > 5:
            return say(
                "Nothing is left to drill: `practice exam` draws another one.",
                "没有需要重练的题：用 `practice exam` 再考一次。",
            )
        return say(
            f"Nothing is left to drill: sit a harder one with `practice exam --level {harder}`.",
            f"没有需要重练的题：用 `practice exam --level {harder}` 试试更难的。",
        )
    first = [f"`{suggestion.id}`" for suggestion in report.next[:2]]
    rest = len(report.next) - len(first)
    named_en = " and ".join(first) if not rest else f"{', '.join(first)} and {rest} more"
    named_zh = "、".join(first) + (f"等 {len(report.next)} 项" if rest else "")
    if report.planned:
        return say(
            f"Next come {named_en}: they are planned, and `practice next` serves the first.",
            f"接下来练 {named_zh}：已排入计划，输入 `practice next` 开始。",
        )
    them = "it" if len(report.next) == 1 else "them"
    return say(
        f"Next, do {named_en} again: `practice exam plan` puts {them} first.",
        f"接下来重练 {named_zh}：`practice exam plan` 会把它们排在最前面。",
    )


def unjudged(report: Report, say: Say) -> str:
    """Which answers wait for the learner's own judgement; empty when none does."""
    waiting = [item.id for item in report.items if item.outcome == "unjudged"]
    if not waiting:
        return ""
    answers = "short answer waits" if len(waiting) == 1 else "short answers wait"
    return say(
        f"{len(waiting)} {answers} for you to compare with the model answer: "
        f"`practice exam judge {waiting[0]} right` (or `wrong`).",
        f"还有 {len(waiting)} 道简答题等你对照参考答案自评："
        f"`practice exam judge {waiting[0]} right`（或 `wrong`）。",
    )


def pauses(report: Report, say: Say) -> list[str]:
    """One line for each pause; a claimed one is marked."""
    lines = []
    for rest in report.pauses:
        since = rest.start.astimezone().strftime("%H:%M")
        claimed = say(", claimed afterwards", "，事后声明") if rest.claimed else ""
        took = clock(rest.seconds)
        lines.append(say(f"{took} from {since}{claimed}", f"{since} 起 {took}{claimed}"))
    return lines


def against_par(score: TrackScore) -> str:
    if not score.time.par_seconds:
        return "–"
    return f"{clock(score.time.seconds)} / {clock(score.time.par_seconds)}"


def tallied(*tallies: Tally) -> str:
    """``3 / 4``: of all these together, what was passed in time, and of how many."""
    passed, counted = sum(t.passed for t in tallies), sum(t.counted for t in tallies)
    return f"{passed} / {counted}" if counted else "–"


def percent(value: float | None) -> str:
    return "–" if value is None else f"{round(100 * value)}%"


def runs(count: int, say: Say) -> str:
    return say("1 run" if count == 1 else f"{count} runs", f"运行 {count} 次")
