"""Looks for the fault in the learner's own code: the smallest change after which it is right.

One edit is tried at a time (`edits.py`), then pairs that begin with an edit which came nearer. The
texts are made here and run in the confined candidate only; how many are tried is fixed, so that the
same file and seed give the same answer. A change counts when the changed file passes the checks of
values and gradients on inputs it was not searched with.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import torch

from grader import inputs, tolerance
from grader.case import Case, CheckFailed
from grader.checks.test_b_value import test_figures
from grader.checks.test_c_gradient import require_gradients
from grader.checks.test_c_reach import test_reach
from grader.explain.edits import Edit, edits, steps
from grader.explain.edits.answer import pool
from grader.inputs import cast
from grader.proxy import Answer, Call, Candidate
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
) -> tuple[Repair | None, int]:
    """The smallest change that puts the file right, as where and what is wrong; None when none
    was found; and how many changed texts were tried. ``step`` is where the values leave the road,
    if that is known; ``named`` whether the idea is known already; ``likely`` the kinds
    that the failed check points to."""
    near = (step.wrong_line or step.line) if step else None
    search = _Search(case, source, near, NAMED if named else SINGLES, likely)
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
        code=_changed(source, best.source),
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


def _changed(before: bytes, after: bytes) -> list[str]:
    """The lines that were changed, as they would be right."""
    old, new = (text.decode("utf-8", "replace").splitlines() for text in (before, after))
    return [line for line, was in zip(new, old, strict=False) if line != was][:3]


class _Search:
    def __init__(
        self, case: Case, source: bytes, near: int | None, most: int, likely: frozenset[str]
    ) -> None:
        self.case, self.source, self.near, self.most = case, source, near, most
        self.likely = likely
        signature = case.spec.signature
        written = case.solution.answer_text
        self.pool = pool(written, signature.name, signature.order, [p.name for p in signature.init])
        init = case.settings()[-1]
        drawn = self._drawn()
        calls = [_asked(case, cast(one, torch.float64), init) for one in drawn]
        answers = case.candidate.ask_of([_text(source)], *calls)
        for one, self.call, answer in zip(drawn, calls, answers, strict=True):
            self.expected, self.gradients = case.expected_gradients(one, init)
            self.was = self._apart(answer)
            self.shows = bool(self.was) or not self._slopes(answer)
            if self.shows:
                break  # here the file is wrong, so that a change shows
        self.plain = replace(self.call, gradient=(), cotangents=())
        self.apart: dict[bytes, float] = {}
        self.proved = self.tried = 0

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
                groups.setdefault((edit.kind, edit.shown, edit.pieces[0][2]), []).append(edit)
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
        touched = ("sign", "missing", "reduction-missing")
        return [e for e in edits(source, self.pool) if not (e.kind in touched and e.shown in fixed)]

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
        while batch := list(itertools.islice(fresh, _BATCH)):
            self.tried += len(batch)
            answers = self.case.candidate.ask_of([_text(c.source) for c in batch], self.plain)
            for candidate, answer in zip(batch, answers, strict=True):
                self.apart[candidate.source] = self._apart(answer)
            right = [c for c in batch if self.apart[c.source] == 0.0]
            if right and self.call.gradient:
                answers = self.case.candidate.ask_of([_text(c.source) for c in right], self.call)
                right = [c for c, a in zip(right, answers, strict=True) if self._slopes(a)]
            proved = [c for c in right if self._proves(c)]
            if proved:
                return proved
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
        return not _leaks(self.case, answer) and all(
            (got := answer.gradients.get(name)) is not None
            and tolerance.gradient_close(got.double(), right)
            for name, right in self.gradients.items()
        )

    def _proves(self, found: _Found) -> bool:
        """Whether the changed file passes what is asked of values and gradients."""
        self.proved += 1
        if self.proved > _PROVED:
            return False
        changed = _Changed(self.case.candidate, _text(found.source))
        case = Case(self.case.spec, self.case.solution, changed, self.case.seed + 1)  # type: ignore[arg-type]
        reaches = inputs.reals(case.spec) and case.spec.check("reach").level in (None, "core")
        try:
            test_figures(case)
            _require_right_everywhere(case)
            if reaches:
                test_reach(case)
        except CheckFailed:
            return False
        return True


def _require_right_everywhere(case: Case) -> None:
    """Values and gradients in every size and with every setting, on inputs of their own."""
    settings = case.settings()
    asked = []
    for number in range(max(len(settings), len(case.spec.sizes))):
        random = inputs.generator(case.seed, case.spec.id, "repaired", number)
        drawn = inputs.draw(case.spec, case.spec.sizes[number % len(case.spec.sizes)], random)
        init = settings[number % len(settings)]
        asked.append((drawn, _asked(case, cast(drawn, torch.float64), init)))
    answers = case.ask(*(call for _, call in asked))
    for (drawn, call), answer in zip(asked, answers, strict=True):
        expected, gradients = case.expected_gradients(drawn, call.init)
        case.require_results(answer, expected, drawn)
        if case.wanted:
            require_gradients(case, answer, expected, gradients, call)
        if _leaks(case, answer):
            raise CheckFailed("a gradient flows where none should", "梯度流向了不该去的地方")


def _asked(case: Case, values: inputs.Inputs, init: dict[str, Any]) -> Call:
    """A call with the gradients that are wanted, and those that must not be."""
    call = case.differentiated(values, init)
    frozen = tuple(a.name for a in case.spec.signature.arguments
                   if a.gradient == "none" and values[a.name] is not None)  # fmt: skip
    return replace(call, gradient=(*call.gradient, *frozen))


def _leaks(case: Case, answer: Answer) -> bool:
    """Whether a gradient reaches an argument that is promised to have none."""
    frozen = [a.name for a in case.spec.signature.arguments if a.gradient == "none"]
    found = [answer.gradients.get(name) for name in frozen]
    return any(got is not None and bool((got != 0).any()) for got in found)


class _Changed:
    """A candidate that answers as if the changed text were the learner's file."""

    def __init__(self, candidate: Candidate, source: str) -> None:
        self._candidate, self._source = candidate, source

    def ask(self, *calls: Call, meanwhile: Callable[[], None] | None = None) -> list[Answer]:
        if meanwhile is not None:
            meanwhile()
        return self._candidate.ask_of([self._source], *calls)


def _relative(got: torch.Tensor, right: torch.Tensor) -> float:
    size = float(right.abs().max()) + 1e-9
    far = float((got - right).abs().max().nan_to_num(nan=torch.inf)) / size
    return min(1.0, max(far, 1e-6))


def _text(source: bytes) -> str:
    return source.decode("utf-8", "replace")
