"""The verdict on code that passed: checks, edge cases, what was remembered, the reference."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from exercises.prose import sections
from exercises.spec import Spec
from grader.verdict import Check, Verdict
from screens.layout import entries, heading, rule
from screens.markdown import command, inline, render
from screens.words import Say, speaker
from screens.wrapping import wrap


def success(
    verdict: Verdict,
    spec: Spec,
    lang: str,
    width: int,
    remembered: Sequence[tuple[str, str]] = (),
    answer: str = "",
    closing: Sequence[str] = (),
    beyond: bool = False,
    brief: bool = False,
) -> list[Text]:
    """The screen of a passed grade; ``brief`` counts the checks that passed.

    ``remembered`` is what the trainer made of it, as pairs of a word and a sentence; ``answer``
    the source of the reference; ``closing`` the sentences on what comes next.
    """
    say = speaker(lang)
    title = Text.assemble(
        ("✓ ", "bold green"), (spec.id, "bold"), "  ", spec.title.in_(lang),
        (say("  passed", "  通过"), "green"),
    )  # fmt: skip
    lines = [
        *heading(title, _time(verdict, say), width),
        rule(width),
        *_checks(verdict.checks, width, say, brief),
    ]
    if _only_textbook(verdict):
        told = say(
            "an interviewer would ask for the stable form: at large inputs this one breaks.",
            "面试官会要数值稳定的写法：输入很大时这一种就不行了。",
        )
        if spec.stable:
            told += say(f" That is `{spec.stable}`, which comes next.",
                        f"那就是接下来的 `{spec.stable}`。")  # fmt: skip
        remembered = [*remembered, (say("Interview", "面试"), f"**{told}**")]
    if remembered:
        rows = [(Text(word, "bold"), inline(sentence)) for word, sentence in remembered]
        lines += [Text(), *entries(rows, width, indent="")]
    if answer:
        lines += [Text(), *_reference(answer, width, say)]
    if spec.note is not None:
        lines += [Text(), *render(spec.note.in_(lang), width)]
    if beyond:
        lines += [Text(), *render(_beyond(spec, lang), width)]
    if closing:
        lines += [Text(), *(line for s in closing for line in wrap(command(s), width))]
    return lines


def _only_textbook(verdict: Verdict) -> bool:
    """Whether it passed although it breaks at large inputs, which is excused here."""
    return any(
        check.id == "stability" and check.level == "edge" and check.status == "failed"
        for check in verdict.checks
    )


def _beyond(spec: Spec, lang: str) -> str:
    """What was not told before it was written: PyTorch's own version, the derivation, what it is
    good and bad at."""
    told = sections(spec, ("pytorch", "derivation", "strengths", "weaknesses"), lang)
    return "\n\n".join(f"## {heading}\n\n{text}" for heading, text in told)


def _time(verdict: Verdict, say: Say) -> Text:
    seconds = verdict.timings.get("total")
    return Text("" if seconds is None else say(f"{seconds:.2f} s", f"{seconds:.2f} 秒"), "dim")


def _checks(checks: Sequence[Check], width: int, say: Say, brief: bool) -> list[Text]:
    told = list(checks)
    lines: list[Text] = []
    if brief:
        told = [check for check in checks if check.status != "passed"]
        passed = len(checks) - len(told)
        counted = say(f"{passed} checks passed", f"{passed} 项检查通过")
        lines = [Text.assemble(("✓ ", "green"), counted)]
    return [*lines, *(line for check in told for line in _check(check, width, say))]


def _check(check: Check, width: int, say: Say) -> list[Text]:
    if check.level == "core" or check.status == "passed":
        return wrap(Text(check.name), width, Text("✓ ", "green"), "  ")
    mark = Text("· " if check.status == "skipped" else "✗ ", "yellow")
    remark = say("  (edge case, costs nothing)", "  （边界情况，不影响结果）")
    lines = wrap(Text(check.name) + Text(remark, "dim"), width, mark, "  ")
    if check.message:
        lines += wrap(inline(check.message), width, "    ", "    ")
    return lines


def _reference(answer: str, width: int, say: Say) -> list[Text]:
    """The model answer from its first class or function on."""
    lines = answer.strip().splitlines()
    start = next((i for i, line in enumerate(lines) if line.startswith(("class ", "def "))), 0)
    return [
        Text(say("How the reference does it", "参考实现"), "bold"),
        *(piece for line in lines[start:] for piece in _code(line, width)),
    ]


def _code(line: str, width: int) -> list[Text]:
    """A line of code, continued deeper where it is too long."""
    indent = " " * (2 + len(line) - len(line.lstrip()))
    return wrap(Text(line.lstrip()), width, indent, indent + "    ")
