"""What to drill after an exam, in which order, and why: a judgement over its items, pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from exercises.texts import Text
from trainer.exam.model import Answered, ItemKind, Record
from trainer.rating import SLOW

#: Passing only at this run or later is Hard in the rating; it is worth writing once more.
_MANY_RUNS = 3


class Suggestion(msgspec.Struct, frozen=True):
    """One thing to do again."""

    id: str
    kind: ItemKind
    title: Text
    reason: Text
    par_minutes: float


def suggestions(
    record: Record, past: Sequence[Record], titles: Mapping[str, Text]
) -> list[Suggestion]:
    """What to do again, first what the learner cannot do at all.

    Drills that failed, then wrong questions, then what was late or slow, then what was never
    reached. Among equals, what failed in more of the ``past`` exams comes first, then the easier.
    """
    ranked = []
    for place, answer in enumerate(record.answers):
        item = answer.item
        earlier = sum(_failed(before.answer(item.id)) for before in past)
        found = _reason(answer, earlier)
        if found is None:
            continue
        rank, reason = found
        title = titles.get(item.id, Text(item.id))
        suggestion = Suggestion(item.id, item.kind, title, reason, item.par_minutes)
        ranked.append((rank, -earlier, item.level, place, suggestion))
    return [entry[-1] for entry in sorted(ranked, key=lambda entry: entry[:-1])]


def _failed(answer: Answered | None) -> bool:
    return answer is not None and answer.outcome == "failed"


def _reason(answer: Answered, earlier: int) -> tuple[int, Text] | None:
    """How urgent it is, 0 first, and why; None when it is not."""
    par = answer.item.par_minutes * 60
    match answer.outcome, answer.item.kind:
        case "failed", "drill":
            return (0 if answer.mistake else 1), _again(_why_failed(answer), earlier)
        case "open", "drill":
            return 2, Text("not finished", "没有写完")
        case "failed", "question":
            return 3, _again(Text("answered wrongly", "答错"), earlier)
        case "open", "question":
            return 4, Text("shown and not answered", "看过，没有作答")
        case "passed", kind if answer.late:
            return (5 if kind == "drill" else 8), Text(
                "right, but after the time was over", "做对了，但已经超时"
            )
        case "passed", "drill" if answer.seconds > SLOW * par:
            took, of = clock(answer.seconds), clock(par)
            return 6, Text(
                f"passed, but slowly: {took} against a par of {of}",
                f"通过了，但偏慢：用了 {took}，标准 {of}",
            )
        case "passed", "drill" if answer.runs >= _MANY_RUNS:
            return 7, Text(
                f"passed, but only at run {answer.runs}", f"通过了，但运行了 {answer.runs} 次"
            )
        case "unreached", kind:
            return (9 if kind == "drill" else 10), Text("not reached in time", "没有来得及做")
    return None


def _why_failed(answer: Answered) -> Text:
    if answer.runs == 0:
        return Text("not passed: never run", "未通过：一次也没运行")
    if answer.core is not None:
        passed, of = answer.core
        return Text(
            f"not passed: {passed} of {of} core checks passed",
            f"未通过：{of} 项核心检查通过 {passed} 项",
        )
    if answer.failed_core is None:
        return Text("not passed", "未通过")
    checks = "check" if answer.failed_core == 1 else "checks"
    return Text(
        f"not passed: {answer.failed_core} core {checks} failed",
        f"未通过：{answer.failed_core} 项核心检查不合格",
    )


def _again(reason: Text, earlier: int) -> Text:
    """The reason, and that it happened before."""
    if not earlier:
        return reason
    en = "an earlier exam" if earlier == 1 else f"{earlier} earlier exams"
    return Text(f"{reason.en}; failed in {en} too", f"{reason.zh}；以前的 {earlier} 次考试也没过")


def clock(seconds: float) -> str:
    """``4:05``: minutes and seconds, as on a watch."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
