"""The page of an exercise: both languages, formulas that can be shown, hints, stub and sizes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import combinations

from exercises.answer import line_of_step, mistakes, model_answer
from exercises.errors import PracticeError
from exercises.spec import LANGUAGES, Hint, Spec
from exercises.stub import stub_source
from exercises.texts import Text
from screens.macros import faults

Faults = Iterator[str]
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+?)\$", re.DOTALL)
#: A line of the answer that is shorter than this gives nothing away.
_TELLING = 18


def texts(spec: Spec) -> Iterator[tuple[str, Text | Hint]]:
    """Every text of a spec, with a name."""
    yield "title", spec.title
    yield "statement", spec.statement
    if spec.note:
        yield "note", spec.note
    yield from ((a.name, a.meaning) for a in spec.signature.arguments)
    yield from ((p.name, p.meaning) for p in spec.signature.init)
    yield from spec.steps.items()
    yield from mistakes(spec).items()
    for number, hint in enumerate(spec.hints):
        if not hint.step:  # else it shows a line of the answer
            yield f"hints[{number}]", hint
    for check_id, setting in spec.checks.items():
        if setting.note:
            yield check_id, setting.note


def languages(spec: Spec) -> Faults:
    """Every text is there in English and in Chinese; the name of a loss may stay as it is."""
    for name, text in texts(spec):
        if not text.zh:
            yield f"{name} has no Chinese"
        elif not _CHINESE.search(text.zh) and name != "title":
            yield f"{name}: its Chinese is none"
        if _CHINESE.search(text.en):
            yield f"{name}: Chinese in the English"


def formulas(spec: Spec) -> Faults:
    """Both languages have the same formulas on lines of their own, and all can be shown."""
    blocks = [re.findall(r"\$\$.+?\$\$", spec.statement.in_(lang), re.DOTALL) for lang in LANGUAGES]
    if blocks[0] != blocks[1] or not blocks[0]:
        yield "the two languages do not have the same formulas, or there is none"
    for name, text in texts(spec):
        for lang in LANGUAGES:
            for display, inline in _FORMULA.findall(text.in_(lang)):
                for fault in faults(display or inline):
                    yield f"{name} ({lang}): {fault}"


def hints(spec: Spec) -> Faults:
    """Four to six, from a question to nearly the code; before those that reveal none holds a line
    of the answer."""
    if not 4 <= len(spec.hints) <= 6:
        yield f"there are {len(spec.hints)} hints, expected four to six"
    if spec.hints[0].reveals:
        yield "the first hint reveals already"
    answer = {_squeezed(line) for line in _body(spec)}
    for number, hint in enumerate(spec.hints):
        if hint.step:
            try:
                line_of_step(spec, hint.step)
            except PracticeError as error:
                yield f"hints[{number}]: {error}"
        elif not hint.reveals:
            for lang in LANGUAGES:
                said = _squeezed(hint.in_(lang))
                if any(len(line) >= _TELLING and line in said for line in answer):
                    yield f"hints[{number}] ({lang}) holds a line of the answer"


def _body(spec: Spec) -> list[str]:
    """The lines of the answer's functions, without their heads and docstrings."""
    lines: list[str] = []
    for node in ast.walk(ast.parse(model_answer(spec))):
        if isinstance(node, ast.FunctionDef) and node.name != "__init__":
            for statement in node.body:
                if not (
                    isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
                ):
                    lines += ast.unparse(statement).splitlines()
    return lines


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def stub(spec: Spec) -> Faults:
    """The stub is Python of at most a hundred columns, says what each argument is, no more."""
    for lang in LANGUAGES:
        source = stub_source(spec, lang)
        tree = ast.parse(source)
        kind = ast.FunctionDef if spec.signature.kind == "function" else ast.ClassDef
        if [n.name for n in tree.body if isinstance(n, kind)] != [spec.signature.name]:
            yield f"the stub ({lang}) does not define {spec.signature.name} alone"
        if "raise NotImplementedError" not in source:
            yield f"the stub ({lang}) does not say that it is not written"
        if max(map(len, source.splitlines())) > 100:
            yield f"the stub ({lang}) has a line of more than a hundred characters"
        for argument in spec.signature.arguments:
            shape = f"{argument.dtype} [{', '.join(map(str, argument.shape))}]"
            if shape not in source:
                yield f"the stub ({lang}) does not say that {argument.name} is {shape}"


def sizes(spec: Spec) -> Faults:
    """Each dimension is 1 once (or as small as it can be), each two are equal once: what only works
    for one shape is seen."""
    dims = spec.signature.dims
    for dim in dims:
        least = spec.least.get(dim, 1)
        if not any(each[dim] == least for each in spec.sizes):
            yield f"{dim} is never {least}"
    for one, other in combinations(dims, 2):
        if not any(each[one] == each[other] > 1 for each in spec.sizes):
            yield f"{one} and {other} are never equal (and more than 1)"
    uneven = [each for each in spec.sizes if len(set(each.values())) == len(each)]
    if len(uneven) < len(spec.sizes) / 2:
        yield "in most sizes two dimensions are equal"


def par(spec: Spec) -> Faults:
    """Par is within what the answer takes to type and think: at most a quarter of an hour a
    level, and not less than four lines a minute."""
    lines = len(_body(spec))
    if spec.par_minutes > 15 * spec.level + 15:
        yield f"par of {spec.par_minutes} minutes at level {spec.level}"
    if spec.par_minutes * 4 < lines:
        yield f"par of {spec.par_minutes} minutes for {lines} lines"
