"""What a candidate's result is worth: every claim beside what grading it again came to, pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

import msgspec

from trainer.exam.handed_on import Claim, Package, Result, checksum, fingerprint

Again = Literal["passed", "failed", "error", "none"]
#: Seconds by which times may miss each other: they are kept to the millisecond, added up in floats.
_SLACK = 2.0


class Compared(msgspec.Struct, frozen=True):
    """One item: what was claimed, and what came out when it was graded again."""

    id: str
    kind: str
    claimed: str
    again: Again
    """`none` when there is nothing to grade, and for a short answer, which only a person judges."""
    agrees: bool
    remark: Literal["", "missing", "other", "judged", "error", "core"] = ""
    """`missing` and `other`: the item is on one of the two papers only; `judged`: it is the
    candidate's own judgement; `error`: there is no verdict; `core`: other checks failed."""
    seconds: float = 0.0
    par_seconds: float = 0.0
    late: bool = False
    claimed_core: int | None = None
    """How many core checks were said to have failed."""
    again_core: int | None = None


class Regraded(msgspec.Struct, frozen=True):
    """What grading one answer again came to."""

    outcome: Again
    failed_core: int | None = None
    judged: bool = False
    """It is a short answer: only a person can say, and the candidate did."""


def compared(result: Result, again: Mapping[str, Regraded]) -> list[Compared]:
    """Every item of the result's own paper, claim beside regrade."""
    claims = {claim.id: claim for claim in result.answers}
    rows = []
    for item in result.package.paper.items:
        claim = claims.pop(item.id, None)
        if claim is None:
            rows.append(Compared(item.id, item.kind, "", "none", False, "missing"))
            continue
        found = again.get(item.id, Regraded("none"))
        agrees, remark = _agrees(claim, found)
        rows.append(
            Compared(
                id=item.id,
                kind=item.kind,
                claimed=claim.outcome,
                again=found.outcome,
                agrees=agrees,
                remark=remark,
                seconds=claim.seconds,
                par_seconds=item.par_minutes * 60,
                late=claim.late,
                claimed_core=claim.failed_core,
                again_core=found.failed_core,
            )
        )
    rows += [Compared(c.id, "", c.outcome, "none", False, "other") for c in claims.values()]
    return rows


def _agrees(claim: Claim, found: Regraded) -> tuple[bool, Literal["", "judged", "error", "core"]]:
    if found.outcome == "error":
        return False, "error"
    if found.judged:
        return True, "judged"
    if found.outcome == "none":  # without code or reply nothing was passed
        return claim.outcome in ("open", "unreached", "failed"), ""
    if (claim.outcome == "passed") != (found.outcome == "passed"):
        return False, ""
    if claim.failed_core is not None and claim.failed_core != found.failed_core:
        return False, "core"
    return True, ""


def objections(result: Result, package: Package | None) -> list[tuple[str, str]]:
    """What is wrong with the file as a whole, in English and Chinese; empty when nothing is."""
    found = []
    if checksum(result) != result.checksum:
        found.append(("The file was changed after it was written.", "文件在写出之后被改动过。"))
    if fingerprint(result.package) != result.exam:
        found.append(
            ("The exam in it is not the one it names.", "其中的考试与它所标明的考试不一致。")
        )
    if package is not None and fingerprint(package) != result.exam:
        found.append(
            (
                "It answers another exam than the one that was handed on.",
                "它回答的不是你交出去的那份考试。",
            )
        )
    if not _times_add_up(result):
        found.append(("The times in it do not add up.", "其中的时间对不上。"))
    found += _contradictions(result)
    return found


def _contradictions(result: Result) -> list[tuple[str, str]]:
    """Claims that cannot all be true, however they were written."""
    found = []
    paper = result.package.paper
    for claim in result.answers:
        item = paper.item(claim.id)
        if item is None:
            continue
        if item.kind == "drill" and claim.outcome == "passed" and claim.code is None:
            found.append(
                (
                    f"`{claim.id}` claims a pass without code.",
                    f"`{claim.id}` 声称通过，却没有代码。",
                )
            )
        if (item.kind == "drill" and claim.reply is not None) or (
            item.kind == "question" and claim.code is not None
        ):
            found.append(
                (
                    f"`{claim.id}` has an answer of the wrong kind.",
                    f"`{claim.id}` 的作答种类不对。",
                )
            )
    limit, late = paper.minutes * 60, [claim for claim in result.answers if claim.late]
    if result.elapsed > limit + _SLACK and not late:
        found.append(
            (
                "It went on after its time was over, and nothing in it is late.",
                "考试超过了限时，却没有一题标为超时。",
            )
        )
    in_time = sum(claim.seconds for claim in result.answers if not claim.late)
    if late and (result.elapsed <= limit - _SLACK or in_time > result.elapsed + _SLACK):
        found.append(
            ("Something in it is late, and it ended in time.", "有题标为超时，考试却在限时内结束。")
        )
    return found


def _times_add_up(result: Result) -> bool:
    if any(pause.end is None or pause.end < pause.start for pause in result.pauses):
        return False
    paused = sum(((pause.end or pause.start) - pause.start for pause in result.pauses), timedelta())
    wall = (result.ended - result.started - paused).total_seconds()
    items = sum(claim.seconds for claim in result.answers)
    return abs(wall - result.elapsed) <= _SLACK and items <= result.elapsed + _SLACK
