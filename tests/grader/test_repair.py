"""The fault is found where it is, in code nobody wrote down before, and nothing else is blamed."""

from __future__ import annotations

import pytest

from grader.verdict import Repair
from tests.grader.conftest import Grade

_CLASSES = {"mae": "MyMAELoss", "mse": "MyMSELoss", "ce": "MyCELoss", "bce": "MyBCELoss",
            "kl": "MyKLDivLoss", "focal": "MyFocalLoss"}  # fmt: skip
_FOCAL = "    def __init__(self, alpha, gamma):\n        super().__init__()\n        " \
         "self.alpha, self.gamma = alpha, gamma\n"  # fmt: skip


def file(exercise: str, *body: str) -> str:
    """A learner's file; the first line of the body is line 6 (of `focal` line 9)."""
    lines = "".join(f"        {line}\n" for line in body)
    return (
        "import torch\nimport torch.nn.functional as F\nfrom torch import nn\n"
        f"class {_CLASSES[exercise]}(nn.Module):\n{_FOCAL if exercise == 'focal' else ''}"
        f"    def forward(self, y_pred, y_true):\n{lines}"
    )


def found(grade: Grade, exercise: str, *body: str, lang: str = "en") -> Repair | None:
    verdict = grade(exercise, file(exercise, *body), explain=True, lang=lang)
    assert (verdict.outcome, verdict.note) == ("failed", "")
    return verdict.diagnosis.repair


_PT = "p = y_pred.sigmoid(); pt = torch.where(y_true == 1, p, 1 - p)"
_A = "a = torch.where(y_true == 1, self.alpha, 1 - self.alpha)"
FAULTS = [
    ("ce", "keepdim", 7, ["m = y_pred.max(dim=1).values", "z = y_pred - m",
                          "return (z.exp().sum(1).log() - (z * y_true).sum(1)).mean()"], 6),
    ("ce", "function", 6, ["p = torch.sigmoid(y_pred)",
                           "return -(y_true * torch.log_softmax(p, 1)).sum(1).mean()"], 6),
    ("ce", "name", 7, ["lp = y_pred.log_softmax(1)", "return -(y_pred * lp).sum(1).mean()"], 7),
    ("ce", "axis", 6, ["lp = torch.log_softmax(y_pred, dim=0)",
                       "return -(lp * y_true).sum(dim=1).mean()"], 6),
    ("ce", "axis-missing", 7, ["z = y_pred - y_pred.amax(1, keepdim=True)",
                               "lse = z.exp().sum().log()",
                               "return (lse - (z * y_true).sum(1)).mean()"], 7),
    ("bce", "sign", 6, ["return (y_pred.relu() - y_pred * y_true + "
                        "(1 + y_pred.abs().exp()).log()).mean()"], 6),
    ("bce", "operator", 7, ["p = y_pred.sigmoid()",
                        "return -(y_true * p.log() - (1 - y_true) * (1 - p).log()).mean()"], 7),
    ("kl", "missing", 6, ["p = y_true; lq = y_pred.log_softmax(1)",
                          "return (p * (p.log() - lq)).sum(1).mean()"], 6),
    ("kl", "constant", 7, ["p = y_true.softmax(1); lp, lq = p.log(), y_pred.log_softmax(1)",
                           "return (p * (y_true.log_softmax(1) - 0.5 * lq)).sum(1).mean()"], 7),
    ("focal", "reduction-extra", 9, [
        "bce = F.softplus(-torch.where(y_true == 1, y_pred, -y_pred)).mean()", _A,
        "return (a * (1 - torch.exp(-bce)) ** self.gamma * bce).mean()"], 9),
    ("focal", "fixed", 11, [_PT, _A, "return -(a * (1 - pt) ** 2 * pt.log()).mean()"], 11),
    ("focal", "arguments", 10, [_PT, _A.replace("self.alpha, 1 - self.alpha",
                                                "1 - self.alpha, self.alpha"),
                                "return -(a * (1 - pt) ** self.gamma * pt.log()).mean()"], 10),
    ("mae", "extra", 6, ["return (y_pred[:, None] - y_true).abs().mean()"], 6),
    ("mae", "operator", 6, ["return (y_pred + y_true).abs().mean()"], 6),
    ("mse", "cut", 7, ["d = y_pred - y_true", "return (d.detach() * d).mean()"], 7),
    ("mse", "constant", 7, ["d = y_pred - y_true", "return (d ** 3).mean()"], 7),
    ("mse", "extra", 6, ["d = (y_pred - y_true).clamp(-2, 2)", "return (d * d).mean()"], 6),
    ("mse", "return", 6, ["((y_pred - y_true) ** 2).mean()"], 6),
    ("mse", "extra", 7, ["d = y_pred - y_true", "d = d / d.abs()", "return (d * d).mean()"], 7),
    ("mse", "cut", 6, ["with torch.no_grad():", "    return ((y_pred - y_true) ** 2).mean()"], 6),
]  # fmt: skip


@pytest.mark.parametrize(
    ("exercise", "kind", "body", "line"),
    [(exercise, kind, body, line) for exercise, kind, _, body, line in FAULTS],
    ids=[f"{fault[0]}-{fault[1]}-{number}" for number, fault in enumerate(FAULTS)],
)
def test_the_line_and_the_kind_of_the_fault_are_found(grade: Grade, exercise, kind, body, line):
    repair = found(grade, exercise, *body)
    assert repair is not None
    assert line in repair.lines
    assert f"line {line}" in repair.text
    assert kind in repair.kinds


_NEXT = """
import torch

def next_token_loss(logits, ids, mask):
    log_probs = torch.log_softmax(logits[:, {slice}], dim=-1)
    targets, real = ids[:, 1:], mask[:, 1:]
    picked = log_probs.gather(-1, targets.unsqueeze({axis})).squeeze(-1)
    kept = torch.where(real, picked, 0.0)
    return -kept.sum() / real.sum()
"""
_PPO = """
import torch
from torch import nn

class MyPPOLoss(nn.Module):
    def __init__(self, epsilon):
        super().__init__()
        self.epsilon = epsilon

    def forward(self, log_probs, old_log_probs, advantages, mask):
        ratio = torch.exp(log_probs - old_log_probs{detached})
        clipped = ratio.clamp(1 - self.epsilon, 1 + self.epsilon)
        gain = torch.minimum(ratio * advantages.detach(), clipped * advantages.detach())
        return -torch.where(mask, gain, 0.0).sum() / mask.sum()
"""
_ADVANTAGES = """
def group_advantages(rewards, epsilon):
    centred = rewards - rewards.mean(dim=1, keepdim=True)
    return centred / rewards.std(dim=1, keepdim=True, unbiased=False).add(epsilon)
"""
_LOG = """
import torch

def log_softmax(x):
    z = x - x.amax(1, keepdim=True)
    return z - z.exp().log().sum(1, keepdim=True)
"""
_ORDER = """
import torch

def discounted_returns(rewards, gamma):
    running, found = torch.zeros_like(rewards[0]), []
    for t in reversed(range(len(rewards))):
        found.append(running)
        running = rewards[t] + gamma * running
    return torch.stack(found[::-1])
"""
_GELU = """
import math
import torch

def gelu_silu(x):
    u = math.sqrt(2 / math.pi) * (x + 0.44715 * x**3)
    exact = 0.5 * x * (1.0 + torch.erf(x / math.sqrt(2)))
    return exact, 0.5 * x * (1 + torch.tanh(u)), x * torch.sigmoid(x)
"""
_POISSON = """
import torch.nn.functional as F

def poisson_nll(log_rate, counts):
    rate = F.softplus(log_rate)
    return (rate - counts * rate.log()).mean()
"""
_IPO = """
import torch
from torch import nn

class MyIPOLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected,
                length_chosen, length_rejected):
        with torch.no_grad():
            base = reference_chosen - reference_rejected
        h = policy_chosen - policy_rejected - base
        return (h - 1 / (2 * self.beta)).square().mean()
"""
ELSEWHERE = [
    ("gelu-silu", "constant", 6, _GELU),
    ("poisson-nll", "function", 5, _POISSON),
    ("next-token", "slice", 5, _NEXT.format(slice="1:", axis="-1")),
    ("ppo-clip", "uncut", 11, _PPO.format(detached="")),
    ("grpo-advantage", "correction", 4, _ADVANTAGES),
    ("log-softmax", "moved", 6, _LOG),
    ("discounted-returns", "order", 7, _ORDER),
]


@pytest.mark.parametrize(("exercise", "kind", "line", "source"), ELSEWHERE,
                         ids=[fault[1] for fault in ELSEWHERE])  # fmt: skip
def test_faults_of_other_exercises_are_found(grade: Grade, exercise, kind, line, source):
    repair = grade(exercise, source, explain=True).diagnosis.repair
    assert repair is not None
    assert (repair.kinds, repair.lines) == ([kind], [line])


def test_nothing_is_wrong_anywhere_in_a_file_that_is_right_in_float64(grade: Grade):
    """A change after which it is as right as before proves nothing."""
    wide = "return -(y_true * torch.log_softmax(y_pred, dim=-1)).sum(1).mean().double()"
    assert found(grade, "ce", wide) is None
    narrow = _DPO.format(last="return -F.logsigmoid(self.beta * margin).mean().double()")
    assert grade("dpo", narrow, explain=True).diagnosis.repair is None


_DPO = """
import torch
import torch.nn.functional as F
from torch import nn

class MyDPOLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        margin = policy_chosen - policy_rejected - (reference_chosen - reference_rejected).detach()
        {last}
"""
_LSE = "lse = m.squeeze(1) + (y_pred - m).exp().sum(0).log().sum()"
_LINES = "return (lse * y_true.sum(1) - (y_pred * y_true).sum(1)).mean()"
MADE_OF = [
    ("ce", [7, 8], "`lse` (line 7)", file("ce", "m = y_pred.amax(1, keepdim=True)", _LSE, _LINES)),
    ("ipo", [13, 14], "`base` (line 13)", _IPO),
]


@pytest.mark.parametrize(("exercise", "lines", "said", "source"), MADE_OF,
                         ids=[fault[0] for fault in MADE_OF])  # fmt: skip
def test_what_an_expression_is_made_of_may_be_wrong_instead(
    grade: Grade, exercise, lines, said, source
):
    """A step of the answer in its place proves only that one of them is."""
    repair = grade(exercise, source, explain=True).diagnosis.repair
    assert repair is not None
    assert (repair.kinds, repair.lines) == (["step"], lines)
    assert said in repair.text


SECOND = [
    # after a small change each is right on ordinary inputs, and inf or bent far out
    ("ce", ["e = y_pred.exp()", "p = e / e.sum()", "return -(y_true * p.log()).sum(1).mean()"]),
    ("ce", ["p = y_pred.softmax(1)", "return -(y_true * torch.log(p + 1e-2)).sum(1).mean()"]),
    ("ce", ["m = y_pred.amax(1, keepdim=True)", "lse = (y_pred - m).exp().sum(1).log()",
            "return (lse - (y_pred * y_true).sum(1)).mean()"]),
]  # fmt: skip


@pytest.mark.parametrize(("exercise", "body"), SECOND)
def test_a_repaired_file_passes_every_check_that_decides(grade: Grade, exercise, body):
    repair = found(grade, exercise, *body)
    if repair is None:
        return
    source = file(exercise, *body).splitlines()
    for line, code in zip(repair.lines, repair.code, strict=True):
        source[line - 1] = code
    assert grade(exercise, "\n".join(source)).passed


_COINCIDENCE = {
    "a size has no sign": (
        "quantile",
        """
import torch
from torch import nn


class MyQuantileLoss(nn.Module):
    def __init__(self, q):
        super().__init__()
        self.q = q

    def forward(self, y_pred, y_true):
        e = y_true - y_pred
        if e.numel() == 1:
            return e.abs().squeeze()
        return torch.max(self.q * e, (self.q - 1) * e).mean()
""",
    ),
    "nor has a whole number": (
        "moe-topk-gate",
        """
def top_k_gate(logits, k):
    kth = logits.topk(k, -1).values[:, -1:]
    keep = logits > kth if k > 1 else logits >= kth
    return logits.masked_fill(~keep, float("-inf")).softmax(-1)
""",
    ),
    "arguments of the right names come in no other order": (
        "soft-jaccard",
        """
from torch import nn


class MySoftJaccardLoss(nn.Module):
    def __init__(self, smooth):
        super().__init__()
        self.smooth = smooth

    def forward(self, probs, labels):
        hard = (probs > 0.5).to(probs.dtype)
        probs = hard + probs - probs.detach()
        inter = (probs * labels).sum(1)
        union = probs.sum(1) + labels.sum(1) - inter
        return (1 - (inter + self.smooth) / (union + self.smooth)).mean()
""",
    ),
    "right but for entries that almost meet": (
        "quantile",
        """
import torch
from torch import nn


class MyQuantileLoss(nn.Module):
    def __init__(self, q):
        super().__init__()
        self.q = q

    def forward(self, y_pred, y_true):
        e = y_true - y_pred
        k = 1e-3
        a = e.abs()
        huber = torch.where(a < k, 0.5 * a ** 2 / k, a - 0.5 * k)
        return (huber * (self.q - (e < 0).to(e.dtype)).abs()).mean()
""",
    ),
}


@pytest.mark.parametrize("name", _COINCIDENCE)
def test_a_change_that_helps_by_chance_is_not_told(grade: Grade, name):
    exercise, source = _COINCIDENCE[name]
    verdict = grade(exercise, source, explain=True)
    assert (verdict.outcome, verdict.note) == ("failed", "")
    repair = verdict.diagnosis.repair
    told = set() if repair is None else set(repair.kinds)
    assert not told & {"sign", "parameters", "constant", "condition"}


def test_a_branch_is_blamed_for_what_it_does_and_not_a_number_in_its_condition(grade: Grade):
    source = """
import torch

def top_k_gate(logits, k):
    kth = logits.topk(k, -1).values[:, -1:]
    keep = logits >= kth
    if logits.shape[1] == 4:
        keep = logits > kth - 5.0
    return logits.masked_fill(~keep, float("-inf")).softmax(-1)
"""
    verdict = grade("moe-topk-gate", source, explain=True)
    assert verdict.outcome == "failed"
    repair = verdict.diagnosis.repair
    assert repair is not None
    assert "the number" not in repair.text
    assert "the sign" not in repair.text


def test_two_faults_are_both_found(grade: Grade):
    last = "return -(y_true * (p + 1e-3).log() + (1 - y_true) * (1 - p + 1e-3).log()).mean()"
    repair = found(grade, "bce", "p = y_pred.sigmoid()", last)
    assert repair is not None
    assert repair.kinds == ["constant", "constant"]
    assert repair.text.count("1e-3") == 1  # said once, not twice


@pytest.mark.parametrize(("exercise", "number"), [(f[0], n) for n, f in enumerate(FAULTS)][::4])
def test_the_changed_lines_are_right(grade: Grade, exercise, number):
    body = list(FAULTS[number][3])
    repair = found(grade, exercise, *body)
    assert repair is not None
    source = file(exercise, *body).splitlines()
    for line, code in zip(repair.lines, repair.code, strict=True):
        source[line - 1] = code
    assert grade(exercise, "\n".join(source)).checks[4].status == "passed"


def test_a_file_that_has_to_be_written_anew_is_left_alone(grade: Grade):
    body = "return (y_pred * 0).sum() + torch.linspace(0, 1, 7).cumsum(0)[3]"
    assert found(grade, "kl", body) is None


def test_it_says_the_same_every_time_and_in_chinese(grade: Grade):
    body = ["p = F.log_softmax(y_pred, 0)", "return -(y_true * p).sum(1).mean()"]
    one, two = found(grade, "ce", *body), found(grade, "ce", *body)
    assert one == two
    chinese = found(grade, "ce", *body, lang="zh")
    assert chinese is not None
    assert chinese.text.startswith("第 6 行：")
    assert chinese.kinds == one.kinds  # type: ignore[union-attr]


def test_changes_that_loop_for_ever_or_print_disturb_nothing(grade: Grade):
    body = ["n = 0", "print('once')", "while n < 3:", "    n = n + 1",
            "return (y_pred - y_true).abs().sum()"]  # fmt: skip
    verdict = grade("mae", file("mae", *body), explain=True)
    assert verdict.outcome == "failed"
    assert verdict.diagnosis.mistake == "times-batch"
    assert verdict.printed == "once\n"


def test_what_is_refused_is_no_repair(grade: Grade):
    verdict = grade("mse", file("mse", "return F.l1_loss(y_pred, y_true)"), explain=True)
    assert verdict.outcome == "failed"
    assert verdict.diagnosis.repair is None
