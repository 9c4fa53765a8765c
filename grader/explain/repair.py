"""Looks for the fault in the learner's own code: the smallest change after which it is right.

One edit is tried at a time (`edits.py`), then pairs that begin with an edit which came nearer. The
texts are made here and run in the confined candidate only; how many are tried is fixed, so that the
same file and seed give the same answer. A change counts when the changed file passes whatever
decides over values and gradients (`proof.py`) on inputs it was not searched with.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import torch

from grader import inputs, tolerance
from grader.calls import Answer, Call
from grader.case import Case
from grader.explain.edits import Edit, edits, steps
from grader.explain.edits.answer import pool
from grader.explain.edits.tidy import changed_lines
from grader.explain.proof import asked, leaks, proved
from grader.inputs import cast
from grader.verdict import Repair, Step

#: How many texts are tried: with one edit, and with two. A text costs about a millisecond.
SINGLES, PAIRS = 700, 500
#: With a step of the answer in the place of what stands there.
STEPS = 240
#: With one edit where the idea is known already: then where it stands is all that is asked.
NAMED = 400
_BATCH = 60
#: How many first edits are followed by a second, and how many seconds each gets.
_FIRSTS, _SECONDS = 10, 50
#: Of two changes the less probable is named too where it is not much less so.
_LIKE = 6
#: Changes that are proved at most, before the search is given up.
_PROVED = 6
#: Where a change was right on ordinary inputs only, so many more batches are tried: then the file
#: has another fault, which no small change mends along with it.
_SPARE = 2


#: The kinds that leave a call out.
_TAKEN_OUT = ("extra", "cut", "reduction-extra")


class _Found(NamedTuple):
    made: tuple[Edit, ...]
    source: bytes


def repair(
    case: Case,
    source: bytes,
    lang: str,
    step: Step | None = None,
    named: bool = False,
    likely: frozenset[str] = frozenset(),
    failed: Sequence[Call] = (),
) -> tuple[Repair | None, int]:
    """The smallest change that puts the file right, as where and what is wrong; None when none
    was found; and how many changed texts were tried. ``step`` is where the values leave the road,
    if that is known; ``named`` whether the idea is known already; ``likely`` the kinds
    that the failed check points to; ``failed`` calls at which a value is wrong, where it
    need not be on ordinary inputs."""
    near = (step.wrong_line or step.line) if step else None
    search = _Search(case, source, near, NAMED if named else SINGLES, likely, failed)
    if search.is_right():  # in float64: then no change of it is a proof of anything
        return None, 0
    found = search.one() or ([] if named else search.steps() or search.two())
    if not found:
        return None, search.tried
    best, *others = found
    made = [_seen(edit, step) for edit in best.made]
    lines = [line for edit in made for line in edit.lines]
    parts = [_at(edit.line, edit.sentence(lang), lang) for edit in made]
    text = _and(list(dict.fromkeys(parts)), lang)
    other = None
    if len(best.made) == 1:
        most = best.made[0].rank + _LIKE
        other = next((o for o in others
                      if o.made[0].line not in lines and o.made[0].rank <= most), None)  # fmt: skip
    if other is not None:
        either = _at(other.made[0].line, other.made[0].sentence(lang), lang)
        text += f"；也可能是{either}" if lang == "zh" else f"; or {either}"
    full = "。" if lang == "zh" else "."
    told = Repair(
        lines=sorted(set(lines)),
        kinds=[edit.kind for edit in best.made],
        text=text + full,
        code=changed_lines(source, best.source),
        other=other.made[0].line if other is not None else None,
    )
    return told, search.tried


def _seen(edit: Edit, step: Step | None) -> Edit:
    """The edit without those local variables that were seen to have a right value."""
    if step is None:
        return edit
    if edit.line == step.wrong_line:  # all it works on was right
        return edit._replace(made_of=())
    return edit._replace(made_of=tuple(each for each in edit.made_of if each[1] != step.line))


def _at(line: int, words: str, lang: str) -> str:
    return f"第 {line} 行：{words}" if lang == "zh" else f"line {line}: {words}"


def _and(parts: list[str], lang: str) -> str:
    return ("；并且" if lang == "zh" else "; and ").join(parts)


class _Search:
    def __init__(
        self,
        case: Case,
        source: bytes,
        near: int | None,
        most: int,
        likely: frozenset[str],
        failed: Sequence[Call],
    ) -> None:
        self.case, self.source, self.near, self.most = case, source, near, most
        self.likely = likely
        signature = case.spec.signature
        written = case.solution.answer_text
        self.pool = pool(written, signature.name, signature.order, [p.name for p in signature.init])
        init = case.settings()[-1]
        drawn = [asked(case, cast(one, torch.float64), init) for one in self._drawn()]
        calls = [*failed, *drawn]
        answers = case.candidate.ask_of([_text(source)], *calls)
        for place, (self.call, answer) in enumerate(zip(calls, answers, strict=True)):
            given = self.call.arguments
            self.expected, self.gradients = case.expected_gradients(given, self.call.init)
            self.was = self._apart(answer)
            self.shows = bool(self.was) or not (place < len(failed) or self._slopes(answer))
            if self.shows:
                break  # here the file is wrong, so that a change shows
        self.plain = replace(self.call, gradient=(), cotangents=())
        self.apart: dict[bytes, float] = {}
        self.proved = self.tried = 0
        self.spare = _SPARE
        self.ordinary = False

    def _drawn(self) -> list[inputs.Inputs]:
        """Inputs in which every dimension has its own size, so that one axis is not taken for
        another; several, since not every fault shows everywhere."""
        names = self.case.spec.signature.dims
        found = []
        for number, least in enumerate((3, 3, 6, 11)):
            dims = {name: least + place for place, name in enumerate(names)}
            random = inputs.generator(self.case.seed, self.case.spec.id, "repair", number)
            found.append(inputs.draw(self.case.spec, dims, random))
        return found

    def is_right(self) -> bool:
        """Whether the file as it is passes what a changed one has to: what is wrong with it is
        then neither a value nor a gradient, as with a dtype or digits lost in float32."""
        return not self.shows and self._proves(_Found((), self.source))

    # -- one edit, and two -----------------------------------------------------------------

    def one(self) -> list[_Found]:
        ranked = self._ranked(self._edits(self.source))[: self.most]
        self.singles = [_Found((edit,), edit.applied(self.source)) for edit in ranked]
        return self._first_right(itertools.chain(self.singles, self._throughout()))

    def steps(self) -> list[_Found]:
        ranked = self._ranked(steps(self.source, self.pool))[:STEPS]
        return self._first_right(_Found((edit,), edit.applied(self.source)) for edit in ranked)

    def _throughout(self) -> Iterator[_Found]:
        """The same change wherever the same stands: a slip made once is made everywhere."""
        groups: dict[tuple[str, str, str], list[Edit]] = {}
        for (edit,), _ in self.singles:
            if len(edit.pieces) == 1:
                # of what is taken out something else is left each time
                left = edit.pieces[0][2] if edit.kind not in _TAKEN_OUT else ""
                groups.setdefault((edit.kind, edit.shown, left), []).append(edit)
        for same in groups.values():
            if len(same) > 1:
                pieces = tuple(piece for edit in same for piece in edit.pieces)
                yield _Found(tuple(same), same[0]._replace(pieces=pieces).applied(self.source))

    def two(self) -> list[_Found]:
        nearer = [f for f in self.singles if self.apart.get(f.source, self.was) < self.was]
        nearer.sort(key=lambda f: (self.apart[f.source], f.made[0].rank))
        return self._first_right(itertools.islice(self._pairs(nearer[:_FIRSTS]), PAIRS))

    def _pairs(self, firsts: Sequence[_Found]) -> Iterator[_Found]:
        for (first,), source in firsts:
            seconds = self._ranked(self._edits(source))
            # the same fault is often made twice
            seconds.sort(key=lambda e: e.kind != first.kind)
            for second in seconds[:_SECONDS]:
                yield _Found((first, second), second.applied(source))

    def _edits(self, source: bytes) -> list[Edit]:
        """Without those of labels, masks and ids: their sign or logarithm is never the fault."""
        fixed = {a.name for a in self.case.spec.signature.arguments if not a.about.unbounded}
        whole = {p.name for p in self.case.spec.signature.init if p.dtype != "float"}
        fixed |= whole | {f"self.{name}" for name in whole}
        touched = ("sign", "missing", "reduction-missing")
        # arguments that are called what they are come in no other order
        order = ", ".join(self.case.spec.signature.order[:2])
        return [
            e for e in edits(source, self.pool)
            if not (e.kind in touched and e.shown in fixed)
            and not (e.kind == "parameters" and e.shown.endswith(f"({order})"))
            and not (e.kind == "cut" and _straight_through(source, e))
        ]  # fmt: skip

    def _ranked(self, found: list[Edit]) -> list[Edit]:
        """The edits of the line where the values leave the road first."""

        def place(edit: Edit) -> tuple[int, int]:
            rank = 0 if edit.kind in self.likely else edit.rank
            return (rank + (0 if edit.line == self.near else 3), edit.line)

        return sorted(found, key=place)

    # -- trying ----------------------------------------------------------------------------

    def _first_right(self, candidates: Iterable[_Found]) -> list[_Found]:
        """What is right and proved among the first batch that has any."""
        seen = {self.source}
        fresh = (c for c in candidates if not (c.source in seen or seen.add(c.source)))  # type: ignore[func-returns-value]
        while self.spare >= 0 and (batch := list(itertools.islice(fresh, _BATCH))):
            self.spare -= self.ordinary
            self.tried += len(batch)
            answers = self.case.candidate.ask_of([_text(c.source) for c in batch], self.plain)
            for candidate, answer in zip(batch, answers, strict=True):
                self.apart[candidate.source] = self._apart(answer)
            right = [c for c in batch if self.apart[c.source] == 0.0]
            if right and self.call.gradient:
                answers = self.case.candidate.ask_of([_text(c.source) for c in right], self.call)
                right = [c for c, a in zip(right, answers, strict=True) if self._slopes(a)]
            if good := [c for c in right if self._proves(c)]:
                return good
        return []

    def _apart(self, answer: Answer) -> float:
        """How far an answer is from right: 0 where its values are, 3 for no answer."""
        if answer.status != "tensor" or answer.names("refused"):
            return 3.0
        if [v.shape for v in answer.values] != [e.shape for e in self.expected]:
            return 2.5
        far = 0.0
        for got, right in zip(answer.values, self.expected, strict=True):
            if not tolerance.close(got.to(right.dtype), right):
                far = max(far, _relative(got.double(), right.double()))
        return far

    def _slopes(self, answer: Answer) -> bool:
        """Whether the gradients are right, and none flows where none is promised."""
        return not leaks(self.case, answer) and answer.slopes_close(self.gradients)

    def _proves(self, found: _Found) -> bool:
        """Whether the changed file passes what is asked of values and gradients."""
        self.proved += 1
        if self.proved > _PROVED:
            return False
        how = proved(self.case, _text(found.source))
        self.ordinary = self.ordinary or how == "ordinary"
        return how == "right"


def _straight_through(source: bytes, edit: Edit) -> bool:
    """Whether what would be let flow is taken from itself: `x - x.detach()` is there to let a
    gradient through, and without the detaching there is no gradient at all."""
    (start, end, kept), *_ = edit.pieces
    line = source[source.rfind(b"\n", 0, start) + 1 : start] + source[end:].split(b"\n", 1)[0]
    taken = source[:start].rstrip().endswith(b"-")
    return taken and kept.strip("()").encode() in line


def _relative(got: torch.Tensor, right: torch.Tensor) -> float:
    size = float(right.abs().max()) + 1e-9
    far = float((got - right).abs().max().nan_to_num(nan=torch.inf)) / size
    return min(1.0, max(far, 1e-6))


def _text(source: bytes) -> str:
    return source.decode("utf-8", "replace")
