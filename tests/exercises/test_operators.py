"""The names that specs are checked against, without torch, are those of its operators, and of the
functions in Python that are ready-made answers."""

import torch

from exercises.rules import OPERATORS
from grader.candidate import ready_made


def test_the_list_of_operators_is_that_of_the_installed_torch():
    kept = OPERATORS.read_text(encoding="utf-8").split()
    overloads = (name.removeprefix("aten::") for name in torch._C._dispatch_get_all_op_names()
                 if name.startswith("aten::"))  # fmt: skip
    operators = {name.partition(".")[0] for name in overloads}
    assert kept == sorted(operators | ready_made.FUNCTIONS.keys())
