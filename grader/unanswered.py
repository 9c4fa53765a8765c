"""What is said where a candidate went away, or raised, instead of answering."""

from __future__ import annotations

from typing import Any

from exercises.texts import Text
from grader.failure import CheckFailed
from grader.limits import Limits
from grader.verdict import Frame
from grader.watch import Gone

#: What the signals are, that a process dies of by itself.
_SIGNALS = {
    "SIGSEGV": Text(" (it touched memory that is not its own)", "（访问了不属于它的内存）"),
    "SIGBUS": Text(" (it touched memory that is not there)", "（访问了不存在的内存）"),
    "SIGABRT": Text(" (a library in it gave up)", "（某个库主动中止）"),
    "SIGFPE": Text(" (a whole number was divided by zero)", "（整数除以零）"),
}


def failure_of(gone: Gone, limits: Limits) -> CheckFailed:
    """The sentence for a candidate that went away instead of answering; of its numbers nothing is
    known then."""
    said = _said(gone, limits)
    said.facts["kind"] = "gone"
    return said


def _said(gone: Gone, limits: Limits) -> CheckFailed:
    if gone.reason == "cpu":
        return CheckFailed(
            f"Your code was still computing after {gone.detail} s of processor time: "
            "an endless loop?",
            f"代码占用处理器 {gone.detail} 秒后仍未结束：是不是死循环？",
        )
    if gone.reason == "wall":
        return CheckFailed(
            f"Your code did not answer within {gone.detail} s: does it sleep or wait?",
            f"代码在 {gone.detail} 秒内没有返回：是否在睡眠或等待？",
        )
    if gone.reason in ("slow", "spent"):
        limit = f"{limits.cpu_seconds_per_grade:g}"
        return CheckFailed(
            f"Your code has used up its time: {limit} s of processor time over all checks, or "
            "several time-outs.",
            f"代码已用完允许的时间：所有检查合计 {limit} 秒处理器时间，或多次超时。",
        )
    if gone.reason == "exit":
        return CheckFailed(
            f"Your code ended the process (exit status {gone.detail}) instead of returning.",
            f"代码结束了进程（退出码 {gone.detail}），而不是返回结果。",
        )
    if gone.reason == "signal":
        why = _SIGNALS.get(gone.detail, Text("", ""))
        return CheckFailed(
            f"The Python process died of {gone.detail}{why.en} in the middle of your code, which "
            "gave no answer.",
            f"Python 进程运行到你的代码中间时因 {gone.detail}{why.zh} 崩溃，没有返回结果。",
        )
    if gone.reason == "printed":
        return CheckFailed(
            f"Your code printed more than {gone.detail} MB; it was stopped.",
            f"代码打印的内容超过 {gone.detail} MB，已被终止。",
        )
    if gone.reason == "flood":
        return CheckFailed(
            f"Your code's answer is larger than {limits.reply_mb} MB.",
            f"代码返回的数据超过 {limits.reply_mb} MB。",
        )
    return CheckFailed(
        "Your code interfered with the conversation with the grader; no answer could be read.",
        "代码干扰了与评分器的通信；无法读取结果。",
    )


def frames_of(found: Any) -> list[Frame]:
    """The last lines of a traceback as a candidate told them, whatever it told."""
    frames = []
    for item in found[-5:] if isinstance(found, list) else []:
        if isinstance(item, dict) and isinstance(item.get("line"), int):
            column, end = item.get("column"), item.get("end_column")
            frames.append(
                Frame(
                    line=item["line"],
                    function=str(item.get("function", ""))[:80],
                    code=str(item.get("code", ""))[:200],
                    column=column if isinstance(column, int) else None,
                    end_column=end if isinstance(end, int) else None,
                )
            )
    return frames
