"""A changed text as a person would have written it: edits put parentheses around whatever they
move, and write functions by their full names."""

from __future__ import annotations

import ast
import itertools
import re

#: A condition turned round, a count corrected: what stands there in the end.
_WORKED_OUT = (
    (re.compile(r"\b(keepdims?|unbiased)=not (?:\(True\)|True\b)"), r"\1=False"),
    (re.compile(r"\b(keepdims?|unbiased)=not (?:\(False\)|False\b)"), r"\1=True"),
    (re.compile(r"\b(correction|ddof)=1 - (?:\(0\)|0\b)"), r"\1=1"),
    (re.compile(r"\b(correction|ddof)=1 - (?:\(1\)|1\b)"), r"\1=0"),
    # to the power of 1, times 1, plus 0
    (re.compile(r" ?(?<![/*])(?:\*\*|\*|/) ?(?:\(1(?:\.0)?\)|1(?:\.0)?(?![\w.]))"), ""),
    (re.compile(r" ?[+-] ?(?:\(0(?:\.0)?\)|0(?:\.0)?(?![\w.]))"), ""),
)
#: A line that was longer is no line that a person wrote.
_LONGEST = 120
#: What stands where something was taken out whole: nobody writes that.
_TAKEN_OUT = ("(lambda f: f)", "__import__('contextlib').nullcontext()")


def changed_lines(before: bytes, after: bytes) -> list[str]:
    """The lines that were changed, as a person would write them, three at most; none where one was
    taken out, as there is nothing to show of it, or is too long to be read."""
    old, new = (text.decode("utf-8", "replace") for text in (before, after))
    tidy = _tidied(old, new)
    lines = [
        line for line, was in zip(tidy.splitlines(), old.splitlines(), strict=False) if line != was
    ]
    taken_out = any(line.strip() == "pass" or any(t in line for t in _TAKEN_OUT) for line in lines)
    if taken_out or any(len(line) > _LONGEST for line in lines):
        return []
    return lines[:3]


def _tidied(before: str, after: str) -> str:
    lines = [
        _worked_out(line) if line != was else line
        for line, was in itertools.zip_longest(after.split("\n"), before.split("\n"), fillvalue="")
    ]
    after = "\n".join(lines)
    if re.search(r"^import torch\.nn\.functional as F\b", after, re.MULTILINE):
        after = after.replace("torch.nn.functional.", "F.")
    start = _alike(before, after)
    rest = _alike(before[start:][::-1], after[start:][::-1])
    # a parenthesis of the change may stand right before it; what the learner wrote around stays
    return _without_parentheses(after, max(0, start - 1), len(after) - rest)


def _worked_out(line: str) -> str:
    for pattern, written in _WORKED_OUT:
        line = pattern.sub(written, line)
    return line


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(
        1 for _ in itertools.takewhile(lambda c: c[0] == c[1], zip(one, other, strict=False))
    )


def _without_parentheses(text: str, start: int, end: int) -> str:
    """Without the pairs that begin between the two places and change nothing of what is read."""
    try:
        meant = ast.dump(ast.parse(text))
    except (SyntaxError, ValueError):
        return text
    at = start
    while at < min(end, len(text)):
        shorter = _without_pair(text, at) if text[at] == "(" else None
        if shorter is not None and _reads(shorter) == meant:
            text, end = shorter, end - 2
        else:
            at += 1
    return text


def _without_pair(text: str, at: int) -> str | None:
    depth = 0
    for place in itertools.count(at):
        if place >= len(text) or text[place] == "\n":
            return None
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return text[:at] + text[at + 1 : place] + text[place + 1 :]
    return None


def _reads(text: str) -> str | None:
    try:
        return ast.dump(ast.parse(text))
    except (SyntaxError, ValueError):
        return None
