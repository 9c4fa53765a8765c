"""What is said of a check that failed after others is so, and else nothing is said."""

from __future__ import annotations

import pytest

from tests.grader.conftest import Grade

SEEDS = (7, 2024)
_SQUEEZED = """
import torch

def next_token_loss(logits, ids, mask):
    log_probs = torch.log_softmax(logits[:, :-1], dim=-1)
    picked = log_probs.gather(-1, ids[:, 1:].unsqueeze(-1)).squeeze()
    kept = torch.where(mask[:, 1:], picked, 0.0)
    return -kept.sum() / mask[:, 1:].sum()
"""
_BOUNDED = """
import torch

def gaussian_nll(mean, variance, target):
    variance = variance.clamp(min={bound})
    return 0.5 * (variance.log() + (target - mean) ** 2 / variance).mean()
"""
_EPSILON = """
import torch

def top_k_gate(logits, k):
    values, places = logits.softmax(-1).topk(k, -1)
    values = values / (values.sum(-1, keepdim=True) + 3e-5)
    return torch.zeros_like(logits).scatter(1, places, values)
"""
_LOOPS = """
import torch

class MyMAELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        total = 0 * y_pred.sum()
        if y_pred.numel() > 500:
            while True:
                pass
        return total + (y_pred - y_true).abs().mean()
"""
NOT_A_SIZE = [
    ("next-token", _SQUEEZED), ("gaussian-nll", _BOUNDED.format(bound=0.15)),
    ("moe-topk-gate", _EPSILON), ("mae", _LOOPS),
]  # fmt: skip


@pytest.mark.parametrize(("exercise", "source"), NOT_A_SIZE, ids=[e for e, _ in NOT_A_SIZE])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_size_is_blamed_for_what_a_rare_value_or_a_time_out_does(
    grade: Grade, exercise: str, source: str, seed: int
) -> None:
    limits = {"cpu_seconds_per_call": 0.3} if exercise == "mae" else {}
    verdict = grade(exercise, source, seed=seed, explain=True, limits=limits)
    assert (verdict.outcome, verdict.note) == ("failed", "")
    assert verdict.diagnosis.mistake != "wrong-in-large-batches"


@pytest.mark.parametrize("body", [
    "return (y_pred - y_true)[:100].abs().mean()",
    "return (y_pred - y_true).abs().sum() / min(y_pred.numel(), 200)",
])  # fmt: skip
def test_a_size_in_the_code_is(grade: Grade, body: str) -> None:
    source = "from torch import nn\nclass MyMAELoss(nn.Module):\n"
    source += f"    def forward(self, y_pred, y_true):\n        {body}\n"
    diagnosis = grade("mae", source, explain=True).diagnosis
    assert diagnosis.mistake == "wrong-in-large-batches"


_BATCH_NORM = """
import torch

def batch_norm(x, weight, bias, running_mean, running_var, momentum, eps, training):
    if training:
        mean, var, n = x.mean(0), x.var(0, unbiased=False){bound}, x.shape[0]
        running_mean = (1 - momentum) * running_mean + momentum * mean{cut}
        running_var = (1 - momentum) * running_var + momentum * var{cut} * n / (n - 1)
    else:
        mean, var = running_mean, running_var
    return (x - mean) / torch.sqrt(var + eps) * weight + bias, running_mean, running_var
"""


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_wrong_near_a_corner_too_is_not_only_wrong_there(grade: Grade, seed: int) -> None:
    source = _BATCH_NORM.format(bound=".clamp(min=1e-2)", cut=".detach()")
    verdict = grade("batch-norm", source, seed=seed, explain=True)
    assert verdict.outcome == "failed"
    assert verdict.diagnosis.mistake != "wrong-at-corners"


def test_what_is_wrong_only_where_predictions_are_right_is(grade: Grade) -> None:
    source = """
import torch

class MyMAELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.sqrt((y_pred - y_true) ** 2).mean()
"""
    assert grade("mae", source, explain=True).diagnosis.mistake == "wrong-at-corners"


_FLOWS = """
import torch

def load_balancing_loss(router_logits, k):
    n, e = router_logits.shape
    probs = router_logits.softmax(-1)
    hot = torch.zeros_like(probs).scatter(1, router_logits.topk(k, 1).indices, 1.0)
    hot = hot + probs - probs.detach()
    return e * (hot.mean(0) / k * probs.mean(0)).sum()
"""


def test_a_gradient_through_a_constant_is_not_said_to_be_hidden(grade: Grade) -> None:
    source = _BATCH_NORM.format(bound="", cut="")
    assert grade("batch-norm", source, explain=True).diagnosis.mistake == "gradient-moves"
    found = grade("moe-balance", _FLOWS, explain=True).diagnosis
    assert "a gradient flows through what does not move the value" in (found.text or "")
    assert found.repair is None or "cut" not in found.repair.kinds


def test_a_gradient_of_nan_is_not_said_to_be_hidden(grade: Grade) -> None:
    source = """
import torch

class MyMAELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        apart = (y_pred - y_true).abs()
        return torch.where(apart >= 0, apart, (-1 - apart).sqrt()).mean()
"""
    assert grade("mae", source, explain=True).diagnosis.mistake == "gradient-nan"


def test_a_time_out_names_no_narrow_dtype_and_no_corner(grade: Grade) -> None:
    """The check that was running has seen no number."""
    source = _LOOPS.replace("y_pred.numel() > 500", "y_pred.abs().max() > 1e3")
    verdict = grade("mae", source, explain=True, limits={"cpu_seconds_per_call": 0.3})
    assert verdict.outcome == "failed"
    assert verdict.diagnosis.text is None


_TRIPLET = """
import torch

class MyBatchHardTripletLoss(torch.nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, vectors, labels):
        d = torch.linalg.vector_norm(vectors[:, None] - vectors[None, :], dim=-1)
        same = labels[:, None] == labels[None, :]
        pos = (d * same).amax(1)
        neg = torch.where(same, torch.full_like(d, 1e4), d).amin(1)
        ok = (same.sum(1) > 1).to(d.dtype)
        return (torch.relu(self.margin + pos - neg) * ok).sum() / ok.sum().clamp(min=1)
"""


def test_a_loss_is_said_to_stop_growing_only_where_it_does(grade: Grade) -> None:
    far = grade("triplet-batch-hard", _TRIPLET, explain=True)
    assert far.outcome == "failed"
    assert far.diagnosis.mistake != "saturates"
    source = """
import torch

def vae_kl(mean, log_variance):
    mean = mean.clamp(-100, 100)
    return -0.5 * torch.sum(1 + log_variance - mean.pow(2) - log_variance.exp(), dim=1).mean()
"""
    assert grade("vae-kl", source, explain=True).diagnosis.mistake == "saturates"


_DPO = """
import torch
from torch import nn

class MyDPOLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        gap = policy_chosen - policy_rejected - (reference_chosen - reference_rejected).detach()
        return -torch.log(torch.sigmoid(self.beta * gap){guard}).mean()
"""


@pytest.mark.parametrize("guard", ["", " + 1e-12"])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_parameter_and_no_number_is_blamed_for_what_only_float32_loses(
    grade: Grade, guard: str, seed: int
) -> None:
    """With a larger beta it is inf, and inf it is without the epsilon: nothing there is fixed."""
    diagnosis = grade("dpo", _DPO.format(guard=guard), seed=seed, explain=True).diagnosis
    assert diagnosis.mistake != "parameter-not-used"
    assert diagnosis.repair is None or "constant" not in diagnosis.repair.kinds


_ORPO = """
import torch
import torch.nn.functional as F
from torch import nn

class MyORPOLoss(nn.Module):
    def __init__(self, weight):
        super().__init__()
        self.w = weight

    def forward(self, chosen, rejected, nll):
        a, b = ({log}({sign}chosen.exp()) for chosen in (chosen, rejected))
        return {nll} - self.w * F.logsigmoid(chosen - rejected - a + b).mean()
"""


@pytest.mark.parametrize("seed", range(1, 7))
def test_no_order_is_blamed_for_what_is_wrong_in_any(grade: Grade, seed: int) -> None:
    source = _ORPO.format(log="torch.log1p", sign="-", nll="nll")
    verdict = grade("orpo", source, seed=seed)
    assert verdict.outcome == "failed"
    assert "order must not" not in "".join(check.message for check in verdict.checks)


def test_one_number_that_is_not_used_is_said_to_be(grade: Grade) -> None:
    source = _ORPO.format(log="torch.log", sign="1 - ", nll="-chosen.mean()")
    verdict = grade("orpo", source, seed=7, explain=True)
    assert (verdict.outcome, verdict.note) == ("failed", "")
    assert "nll" in (verdict.diagnosis.text or "")


_FOCAL = """
import torch
from torch import nn

class MyMulticlassFocalLoss(nn.Module):
    def __init__(self, gamma):
        super().__init__()
        self.gamma = gamma

    def forward(self, logits, target):
        {body}
"""
_NEARLY = """x = logits.clamp(-3000, 3000) + 0.9 * (logits - logits.clamp(-3000, 3000))
        picked = x.log_softmax(1).gather(1, target[:, None]).squeeze(1)
        rest = x.scatter(1, target[:, None], float("-inf")).logsumexp(1) - x.logsumexp(1)
        picked = picked + (logits.log_softmax(1).gather(1, target[:, None])[:, 0] - picked).detach()
        return -((self.gamma * rest).exp() * picked).mean()"""
_POWER = """picked = logits.log_softmax(1).gather(1, target[:, None]).squeeze(1)
        return -((1 - picked.exp()) ** self.gamma * picked).mean()"""


@pytest.mark.parametrize(("body", "lost"), [(_NEARLY, False), (_POWER, True)])
def test_a_gradient_is_said_to_be_lost_where_it_is(grade: Grade, body: str, lost: bool) -> None:
    verdict = grade("focal-multiclass", _FOCAL.format(body=body), explain=True)
    failed = [c.id for c in verdict.checks if c.status == "failed" and c.level == "core"]
    assert failed == ["extreme-gradient"]
    assert (verdict.diagnosis.mistake == "gradient-lost-far-out") is lost


def test_corners_are_not_blamed_alone_where_large_inputs_are_wrong_too(grade: Grade) -> None:
    source = """
import torch
class MyTripletLoss(torch.nn.Module):
    def __init__(self, margin):
        super().__init__()
        self.m = margin
    def far(self, x, y):
        square = (x * x).sum(1) + (y * y).sum(1) - 2 * (x * y).sum(1)
        return square.clamp(min=0).sqrt()
    def forward(self, anchor, positive, negative):
        return (self.far(anchor, positive) - self.far(anchor, negative) + self.m).relu().mean()
"""
    for seed in (1, 7):
        verdict = grade("triplet", source, explain=True, seed=seed)
        assert verdict.outcome == "failed"
        assert verdict.diagnosis.mistake != "wrong-at-corners"
