"""What is wrong in the same way everywhere, written once and put round every model answer."""

from __future__ import annotations

import os
import re

import pytest

from exercises.answer import model_answer
from exercises.catalogue import load_catalogue
from exercises.libraries import usable
from exercises.spec import Spec
from grader.verdict import Request
from packs.crowd import verdicts

SPECS = {spec.id: spec for spec in usable(load_catalogue().values())}
#: By name: what is done with `given` (the tensors) and `right(*given)`, to give the result.
WRAPPED = {
    "doubled": "return 2 * right(*given)",
    "off by a thousandth": "return 1.001 * right(*given)",
    "shifted by a thousandth": "return right(*given) + 1e-3",
    "cut off from the graph": "return right(*given).detach()",
    "its gradient doubled": "r = right(*given); return 2 * r - r.detach()",
    "its gradient partly hidden": "r = right(*given); return 0.5 * r + 0.5 * r.detach()",
    "always float32": "r = right(*(narrow(g) for g in given)); return r.to(given[0].dtype)",
    "always float64": "return right(*(widen(g) for g in given))",
    "the first result kept": "kept.append(right(*given)); return kept[0]",
    "an input written to": "r = right(*given); given[0].data.mul_(1.5); return r",
    "the generator reseeded": "torch.manual_seed(0); return right(*given)",
    "gradients left off": "r = right(*given); torch.set_grad_enabled(False); return r",
    "a little noise": "return right(*given) * (1 + 1e-3 * torch.rand(()))",
    "None": "right(*given)",
    "a tuple": "return (right(*given),)",
    "a list": "return right(*given).tolist()",
    "clipped": "return right(*given).clamp(-0.05, 0.05)",
    "absolute": "return right(*given).abs() + 1e-2",
}


#: The same round an answer in NumPy.
IN_NUMPY = {
    "doubled": "return 2 * right(*given)",
    "off by a thousandth": "return 1.001 * right(*given)",
    "shifted by a thousandth": "return right(*given) + 1e-3",
    "always float32": "r = right(*(narrow(g) for g in given)); return narrow(r)",
    "the first result kept": "kept.append(right(*given)); return kept[0]",
    "an input written to": "r = right(*given); given[0][...] *= 2; return r",
    "errors made to raise": "np.seterr(all='raise'); return right(*given)",
    "None": "right(*given)",
    "a tuple": "return (right(*given),)",
    "a text": "return str(right(*given))",
    "clipped": "return np.clip(right(*given), -0.05, 0.05)",
    "negative": "return -right(*given) - 1e-2",
}


def wrapped(spec: Spec, body: str) -> str:
    """The model answer under another name, and what is asked for, which calls it."""
    name = spec.signature.name
    answer = re.sub(rf"\b{name}\b", f"Right{name}", model_answer(spec))
    head = f"import torch\n{answer}\nkept = []\n\n"
    for how, dtype in (("narrow", "float"), ("widen", "double")):
        head += f"def {how}(value):\n    tensor = isinstance(value, torch.Tensor)\n"
        head += "    floats = tensor and value.is_floating_point()\n"
        head += f"    return value.{dtype}() if floats else value\n\n"
    if spec.signature.numpy:
        head = f"import numpy as np\n{answer}\nkept = []\n\ndef narrow(value):\n"
        head += "    return np.float32(value) if np.asarray(value).dtype.kind == 'f' else value\n\n"
    init = ", ".join(p.name for p in spec.signature.init)
    names = [a.name for a in spec.signature.arguments if "." not in a.name]  # no network's weights
    tensors = ", ".join(names)
    lines = "".join(f"    {line}\n" for line in body.split("; "))
    if spec.signature.kind == "class":
        lines = "".join(f"    {line}\n" for line in lines.splitlines())
        head += (
            f"class {name}(torch.nn.Module):\n    def __init__(self{', ' * bool(init)}{init}):\n"
        )
        head += f"        super().__init__()\n        self.right = Right{name}({init})\n\n"
        head += (
            f"    def forward(self, {tensors}):\n        given, right = [{tensors}], self.right\n"
        )
        return head + lines
    left_out = {a.name for a in spec.signature.arguments if a.has_default}
    order = ", ".join(f"{n}=None" if n in left_out else n for n in spec.signature.order)
    head += f"def {name}({order}):\n    given = [{tensors}]\n"
    # By name: a plain argument may stand between the tensors.
    taken = ", ".join(f"t{n}" for n, _ in enumerate(names))
    named = [f"{name}=t{n}" for n, name in enumerate(names)]
    named += [f"{p.name}={p.name}" for p in (*spec.signature.networks, *spec.signature.init)]
    return head + f"    right = lambda {taken}: Right{name}({', '.join(named)})\n" + lines


#: What is no fault where no gradient is asked for.
GRADIENTS = ("cut off from the graph", "its gradient doubled", "its gradient partly hidden")
#: A hand-written gradient is not put into something else: its wrong ways are its own.
WRAPPABLE = [s for s in SPECS.values() if s.signature.kind != "autograd"]


#: The checks that see these are the same for every exercise: each gets every sixth, in turn, and
#: all of them in `make mutants`.
_EVERY = 1 if os.environ.get("PRACTICE_WHOLE") else 6


@pytest.mark.parametrize("spec", WRAPPABLE, ids=lambda spec: spec.id)
def test_what_is_put_round_the_answer_is_refused(spec: Spec) -> None:
    """And the wrapping itself changes nothing."""
    turn = WRAPPABLE.index(spec) % _EVERY
    around = IN_NUMPY if spec.signature.numpy else WRAPPED
    bodies = {"nothing": "return right(*given)", **dict(list(around.items())[turn::_EVERY])}
    if not spec.signature.wanted:
        bodies = {how: body for how, body in bodies.items() if how not in GRADIENTS}
    # Whole numbers are the same from whatever precision they were computed in.
    if all(result.dtype == "int" for result in spec.signature.returns):
        bodies = {
            how: b for how, b in bodies.items() if how not in ("always float64", "always float32")
        }
    requests = [
        Request(spec.id, wrapped(spec, body).encode(), f"{spec.module}.py", 1, explain=False)
        for body in bodies.values()
    ]
    outcomes = dict(zip(bodies, (v.outcome for v in verdicts(requests)), strict=True))
    assert outcomes.pop("nothing") == "passed"
    assert [how for how, outcome in outcomes.items() if outcome != "failed"] == []
