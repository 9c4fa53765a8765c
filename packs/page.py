"""The two files of a new exercise, every field explained: a small one that is right already, to be
written over."""

from __future__ import annotations

import re
from pathlib import Path

from exercises.errors import PracticeError
from exercises.files import write_whole

_SPEC = """\
# {id}: every field, with what belongs there. docs/spec-format.md says more.
id: {id}                  # the file's name; changed later, it needs `renamed_from: [{id}]`
family: {family}          # siblings of one idea are never served back to back
track: {track}            # the folder's name
level: 2                  # 1 (first week) to 5
requires: []              # ids that come before
par_minutes: 6            # for somebody who knows it
title: {{en: Mean absolute value, zh: 绝对值的平均}}
source: {{document: Where it comes from, section: 'The section, or an equation number'}}

# One line of Python: `class Name(constructor)(arguments) -> scalar`, `def name(arguments) -> [N]`,
# or `autograd Name(arguments) -> scalar`.
write: def {function}(x) -> scalar
given:                    # a kind with its dimensions; kinds are listed in docs/spec-format.md
  x: {{is: 'values [N], gradient wanted', en: the numbers, zh: 若干数}}
forbidden: []             # operators that would be the answer; all losses are refused anyway
sizes: [{{N: 1}}, {{N: 4}}]   # each dimension 1 once, each two equal once

text:                     # what follows from `write` and `given` is said by the program
  task:
  - en: Write the mean of absolute values. (In two sentences, what it is and what it means.)
    zh: 手写绝对值的平均。（用两句话说明写什么、是什么意思。）
  formula:
  - $$L = \\frac{{1}}{{N}}\\sum_{{i=1}}^{{N}} |x_i|$$
  promises:               # conventions first of all, where implementations disagree
  - en: The mean over all N entries.
    zh: 对全部 N 个数取平均。
  use:
  - en: Where outliers should not weigh more than their size.
    zh: 不希望离群值占过大权重的时候。
  pytorch:
  - en: '`x.abs().mean()`; what others do differently belongs here.'
    zh: '`x.abs().mean()`；别的实现有什么不同也写在这里。'

examples:                 # figures that came from somewhere, not from the answer below
  - name: by-hand
    x: [1.0, -2.0, 3.0]
    gives: 2.0

steps:                    # local variables of the answer, in order
  sizes: {{en: the absolute values, zh: 各数的绝对值}}

hints:                    # four to six: from a question to nearly the code
  - en: What does the sign of an entry matter here?
    zh: 各数的正负号在这里重要吗？
  - en: Which numbers are left when the signs are gone?
    zh: 去掉正负号之后剩下哪些数？
  - en: How do you make one number of them that does not grow with N?
    zh: 怎样由它们得到一个不随 N 增长的数？
  - reveal: sizes
  - en: Return `sizes.mean()`.
    zh: 返回 `sizes.mean()`。
    reveals: true

note:
  en: What is worth knowing once it is passed.
  zh: 通过之后值得知道的事。
"""

_MODULE = '''\
"""Mean absolute value: say what is computed, and where the formula comes from."""

import torch
from torch import Tensor

from solutions import edit, instead


def {function}(x: Tensor) -> Tensor:
    """The model answer: stable, differentiable, typed; shown after a pass."""
    sizes = x.abs()
    return sizes.mean()


def oracle(x: Tensor) -> Tensor:
    """The same along another route: PyTorch's own, a library's, the paper's other form."""
    return torch.maximum(x, -x).mean()


def _squared(x: Tensor) -> Tensor:
    return x.square().mean()


WRONG = {{
    # an idea with a lesson in it; slips are found by the search without being listed
    "sign-kept": edit(
        "x.abs()",
        "x",
        "The signs are kept, so that entries of both signs cancel.",
        "没有去掉正负号，正负会相互抵消。",
    ),
    "squared": instead(
        _squared,
        "The entries are squared: outliers weigh more than their size.",
        "用了平方：离群值的权重超过它的大小。",
    ),
}}
'''


def write(exercise: str, track: str, root: Path) -> list[Path]:
    """Write both files; PracticeError when the name does not do or one of them is there."""
    for name in (exercise, track):
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
            raise PracticeError(
                f"`{name}` is no name: lower-case words joined by hyphens are expected.",
                "As in `label-smoothing`.",
            )
    module = exercise.replace("-", "_")
    parts = {"id": exercise, "track": track, "family": exercise, "function": f"my_{module}"}
    files = {
        root / "exercises" / track / f"{exercise}.yaml": _SPEC.format(**parts),
        root / "solutions" / f"{module}.py": _MODULE.format(**parts),
    }
    for file in files:
        if file.exists():
            raise PracticeError(f"There is a file {file} already.", "Nothing was written.")
    there = list((root / "exercises").glob(f"*/{exercise}.yaml"))
    if there:
        raise PracticeError(f"There is an exercise {there[0]} already.", "Nothing was written.")
    try:
        for file, text in files.items():
            write_whole(file, text.encode(), replace=False)
    except OSError as error:
        raise PracticeError(
            f"{file} cannot be written: {error.strerror}.",
            "Write it to a pack of your own: `practice pack new ID --pack FOLDER`.",
            3,
        ) from None
    return list(files)
