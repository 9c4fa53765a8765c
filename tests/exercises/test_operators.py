"""The names of operators that specs are checked against, without torch, are those of torch."""

import torch

from exercises.rules import OPERATORS


def test_the_list_of_operators_is_that_of_the_installed_torch():
    kept = OPERATORS.read_text(encoding="utf-8").split()
    overloads = (name.removeprefix("aten::") for name in torch._C._dispatch_get_all_op_names()
                 if name.startswith("aten::"))  # fmt: skip
    assert kept == sorted({name.partition(".")[0] for name in overloads})
