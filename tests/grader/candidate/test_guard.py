"""No kernel of a loss is left, at whatever key and by whatever name it is called."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import torch

from grader.candidate import guard
from tests.grader.candidate.conftest import Inside

OPERATORS = guard.loss_operators()

#: Calls every operator by its overload with arguments made from its schema, below every key that
#: has a kernel, and by every Python name; says which of these calls were refused, and which not.
_CALL_ALL = """
import torch
from grader.candidate import guard

def made(argument):
    kind = str(argument.type)
    if kind.startswith("Optional"):
        return None
    if kind.startswith("Tensor"):
        return torch.rand(2, 3)
    if kind.startswith("List"):
        return [1, 1]
    return {"int": 1, "float": 1.0, "bool": False, "number": 1.0, "SymInt": 1}.get(kind, 1)

def outcome(call):
    guard.refused()
    try:
        value = call()
    except BaseException as error:
        refused = guard.refused() or guard.mark_of(error)
        return "refused" if refused else "error: " + str(error)[:200]
    return "refused" if guard.refused() else "returned " + type(value).__name__

result = {}
for name in OPERATORS:
    base, _, overload = name.partition(".")
    operator = getattr(getattr(torch.ops.aten, base), overload or "default")
    given = [made(a) for a in operator._schema.arguments if not a.kwarg_only]
    named = {a.name: made(a) for a in operator._schema.arguments if a.kwarg_only}
    found = {"overload": outcome(lambda: operator(*given, **named))}
    with torch.no_grad():
        found["no_grad"] = outcome(lambda: operator(*given, **named))
    with torch.inference_mode():
        found["inference_mode"] = outcome(lambda: operator(*given, **named))
    found["packet"] = outcome(lambda: getattr(torch.ops.aten, base)(*given, **named))
    found["jit"] = outcome(lambda: torch._C._jit_get_operation("aten::" + base)[0](*given, **named))
    for key in KEYS[name]:
        place = torch._C._dispatch_key_parse(key)
        found["at " + key] = outcome(lambda: operator._op_dk(place, *given, **named))
    result[name] = found
"""


@pytest.fixture(scope="module")
def calls(inside: Inside) -> dict[str, dict[str, str]]:
    keys: dict[str, list[str]] = {name: [] for name in OPERATORS}
    for operator, key in guard.kernels(OPERATORS):
        keys[operator].append(key)
    head = f"OPERATORS = {json.dumps(OPERATORS)}\nKEYS = {json.dumps(keys)}\n"
    found: dict[str, dict[str, str]] = inside(head + _CALL_ALL, listed=False)
    assert set(found) == set(OPERATORS), found
    return found


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_spelling_of_a_loss_operator_is_refused(
    calls: dict[str, dict[str, str]], operator: str
) -> None:
    answered = {how: what for how, what in calls[operator].items() if what.startswith("returned")}
    assert answered == {}
    # the JIT's lookup and the packet may pick another overload and reject the arguments; some
    # operators exist for other devices only, and have no kernel of their own here
    assert calls[operator]["overload"] == "refused"
    for how in ("no_grad", "inference_mode"):
        assert re.match("refused|error: Could not run", calls[operator][how]), how


def test_the_kernels_are_all_there_are() -> None:
    """None that the dispatcher confirms is missing from what was read off its dump."""
    keys = [name for name in dir(torch._C.DispatchKey) if name[0].isupper()]
    for operator in ("mse_loss", "binary_cross_entropy_with_logits", "nll_loss_forward"):
        confirmed = set()
        for key in keys:
            try:
                if torch._C._dispatch_has_kernel_for_dispatch_key(f"aten::{operator}", key):
                    confirmed.add(key)
            except RuntimeError:
                continue  # a name that stands for no key
        found = {key for _, key in guard.kernels([operator])}
        assert {k for k in confirmed if not k.startswith("Autocast")} <= found


_FUNCTIONAL = [
    "cross_entropy(p, t)", "cross_entropy(p, i)", "nll_loss(p, i)", "mse_loss(p, t)",
    "l1_loss(p, t)", "smooth_l1_loss(p, t)", "huber_loss(p, t)", "kl_div(p, t)",
    "binary_cross_entropy(p.sigmoid(), t)", "binary_cross_entropy_with_logits(p, t)",
    "soft_margin_loss(p, t)", "multilabel_soft_margin_loss(p, t)", "multi_margin_loss(p, i)",
    "multilabel_margin_loss(p, torch.zeros(2, 3, dtype=torch.long))", "poisson_nll_loss(p, t)",
    "gaussian_nll_loss(p, t, torch.ones(2, 3))", "hinge_embedding_loss(p, t)",
    "cosine_embedding_loss(p, t, torch.ones(2))", "margin_ranking_loss(p, t, torch.ones(2, 3))",
    "triplet_margin_loss(p, t, t)", "triplet_margin_with_distance_loss(p, t, t)",
    "linear_cross_entropy(p, torch.eye(3), i)",
    "ctc_loss(p[None].log_softmax(2), torch.ones(2, 1, dtype=torch.long), (1, 1), (1, 1))",
]  # fmt: skip
_OTHERS = [
    "torch.nn.CrossEntropyLoss()(p, t)", "torch.nn.L1Loss()(p, t)", "torch.nn.MSELoss()(p, t)",
    "torch.nn.KLDivLoss()(p, t)", "torch.nn.BCEWithLogitsLoss()(p, t)",
    "torch.nn.AdaptiveLogSoftmaxWithLoss(3, 3, [2])(p, i)",
    "torch._C._nn.mse_loss(p, t)", "torch._C._nn.cross_entropy_loss(p, t)",
    "torch.kl_div(p, t)", "torch.ctc_loss", "torch.binary_cross_entropy_with_logits(p, t)",
    "torch._refs.nn.functional.mse_loss(p, t)", "torch._refs.nn.functional.nll_loss(p, i)",
    "torch._decomp.decompositions.mse_loss(p, t)",
    "torch.distributions.Categorical(logits=p).log_prob(i)",
    "torch.distributions.kl_divergence(torch.distributions.Bernoulli(logits=p), "
    "torch.distributions.Bernoulli(logits=t))",
    "torch.func.vmap(torch.nn.functional.mse_loss)(p, t)",
]  # fmt: skip
_GIVEN = "import torch\np, t, i = torch.rand(2, 3), torch.rand(2, 3), torch.tensor([0, 1])\n"


@pytest.mark.parametrize(
    "call", [*(f"torch.nn.functional.{call}" for call in _FUNCTIONAL), *_OTHERS]
)
def test_every_python_spelling_is_refused(inside: Inside, call: str) -> None:
    if call == "torch.ctc_loss":
        call = "torch.ctc_loss(p[None].log_softmax(2), i[:, None], (1, 1), (1, 1), 0, 1, False)"
    answer = inside(f"{_GIVEN}result = float({call}.sum())")
    assert isinstance(answer, dict), answer
    assert answer["mark"] or "practice refuses" in answer["text"], answer


@pytest.mark.parametrize(
    "call",
    [
        "torch._decomp.decomposition_table[torch.ops.aten.mse_loss.default](p, t)",
        "torch.from_file('/etc/hostname', size=1)",
    ],
)
def test_what_the_list_refuses_is_refused_without_it_too(inside: Inside, call: str) -> None:
    answer = inside(f"{_GIVEN}result = float({call}.sum())", listed=False)
    assert answer["mark"], answer


@pytest.mark.parametrize(
    "call",
    [
        "p.log_softmax(1)", "p.softmax(1)", "p.sigmoid()", "torch.nn.functional.logsigmoid(p)",
        "torch.nn.functional.softplus(p)", "p.logsumexp(1)", "torch.special.xlogy(p, t)",
        "(p - t).abs().mean()", "(p - t).norm(p=1)", "torch.nn.functional.one_hot(i, 3)",
        "torch.einsum('nc,nc->n', p, t)", "p.gather(1, i[:, None])", "torch.dist(p, t, 1)",
        "torch.distributions.Categorical(logits=p).logits", "torch.logaddexp(p, t)",
        "torch.nn.functional.relu(p)", "torch.where(t > 0.5, p, -p)", "p.clamp(1e-7, 1)",
    ],
)  # fmt: skip
def test_what_a_loss_is_built_from_is_left_alone(inside: Inside, call: str) -> None:
    answer = inside(f"{_GIVEN}result = torch.isfinite(({call}).float()).all().item()")
    assert answer is True


def test_an_exercise_may_forbid_more(inside: Inside) -> None:
    call = f"{_GIVEN}result = torch.softmax(p, 1).sum().item()"
    assert inside(call) == pytest.approx(2.0)
    assert inside(call, forbidden=["softmax"])["mark"] == "softmax.int"


@pytest.mark.parametrize("name", [*guard._WITHDRAWN])
def test_what_is_withdrawn_has_no_name_left(inside: Inside, name: str) -> None:
    assert hasattr(torch._C, name), "this torch has it"
    found: Any = inside(f"""
import sys
result = [m for m in list(sys.modules) if m.startswith("torch")
          and {name!r} in getattr(sys.modules[m], "__dict__", {{}})]
""")
    assert found == []


def test_what_was_refused_is_remembered_when_it_is_swallowed(inside: Inside) -> None:
    assert inside(f"""{_GIVEN}
from grader.candidate import guard
for function in (torch.nn.functional.mse_loss, torch._refs.nn.functional.l1_loss,
                 torch.nn.functional.mse_loss):
    try:
        function(p, t)
    except Exception:
        pass
result = guard.refused(), guard.refused()
""") == [["mse_loss", "l1_loss"], []]


_CLIPPED = "import torch\nfrom torch.nn import utils\np = torch.nn.Parameter(torch.ones(3))\n"


@pytest.mark.parametrize(
    "call",
    [
        "utils.clip_grad_norm_([p], 1.0)", "utils.clip_grad_norm_([p], 1.0, foreach=False)",
        "utils.clip_grad_norm([p], 1.0)", "utils.clip_grad.clip_grad_norm_.__wrapped__([p], 1.0)",
        "utils.clip_grads_with_norm_([p], 1.0, torch.ones(()))",
    ],
)  # fmt: skip
def test_an_answer_in_python_is_refused_where_a_spec_names_it(inside: Inside, call: str) -> None:
    mark = inside(_CLIPPED + call, forbidden=["clip_grad_norm_"])["mark"]
    assert mark in ("clip_grad_norm_", "clip_grads_with_norm_")
    assert inside(_CLIPPED + call + "\nresult = True") is True


def test_what_is_forbidden_to_norms_is_forbidden_to_norms_of_lists(inside: Inside) -> None:
    call = "torch._foreach_norm([torch.ones(3)])"
    assert inside(_CLIPPED + call, forbidden=["linalg_vector_norm"])["mark"]
