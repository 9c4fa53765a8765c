# ruff: noqa: E501 (a program a row)
"""Properties that tell a wrong function from the right one, without a list of wrong ideas."""

from __future__ import annotations

import pytest

from exercises.answer import model_answer
from exercises.catalogue import load_catalogue
from exercises.spec import Spec
from grader.case import Case
from grader.explain.properties import property_of
from grader.solution import load
from packs.ways import sections
from tests.grader.conftest import Grade
from tests.grader.in_process import candidate_of

SPECS = load_catalogue()
_HEAD = "import torch\nimport torch.nn.functional as F\nfrom torch import nn\n"


def case_of(spec: Spec, source: str) -> Case:
    return Case(spec, load(spec), candidate_of(spec, source), 7)


def a_class(name: str, *body: str) -> str:
    lines = "".join(f"        {line}\n" for line in body)
    return f"class {name}(nn.Module):\n    def forward(self, {lines.lstrip()}"


def a_function(name: str, *body: str) -> str:
    return f"def {name}(" + "".join(f"    {line}\n" for line in body).lstrip()


WRONG = [
    ("nll", "target-unused", a_class("MyNLLLoss", "log_probs, target):", "return -log_probs[:, 0].mean()")),
    ("softmax", "dim-unused", a_function("softmax", "x, dim):", "return x.sigmoid()")),
    ("bce-prob", "probs-sigmoid", a_class("MyProbabilityBCELoss", "probs, labels):", "p = torch.sigmoid(probs)", "return -(labels * p.log() + (1 - labels) * (1 - p).log()).mean()")),
    ("bce-prob", "right-but-at-the-ends", a_class("MyProbabilityBCELoss", "probs, labels):", "p = probs.clamp(1e-7, 1 - 1e-7)", "return -(labels * p.log() + (1 - labels) * (1 - p).log()).mean()")),
    ("mse", "result-not-squared", a_class("MyMSELoss", "y_pred, y_true):", "return ((y_pred - y_true) ** 2).mean().sqrt()")),
    ("mae", "constant-added", a_class("MyMAELoss", "y_pred, y_true):", "return (y_pred - y_true).abs().mean() + 0.25")),
    ("mae", "constant-factor", a_class("MyMAELoss", "y_pred, y_true):", "return 1.7 * (y_pred - y_true).abs().mean()")),
    ("nll", "right-for-one-sample", a_class("MyNLLLoss", "log_probs, target):", "return -log_probs.gather(1, target[:1].expand(len(target))[:, None]).mean()")),
    ("cosine-similarity", "reach-along-N", a_function("cosine_similarities", "a, b):", "return (a / a.norm()) @ (b / b.norm()).T")),
    ("iou", "every-pair-of", a_function("iou", "a, b):", "lo, hi = torch.maximum(a[:, None, :2], b[:, :2]), torch.minimum(a[:, None, 2:], b[:, 2:])", "inter = (hi - lo).clamp(min=0).prod(-1)", "area = lambda x: (x[:, 2:] - x[:, :2]).prod(-1)", "return inter / (area(a)[:, None] + area(b) - inter)")),
    ("gelu-silu", "wrong-approximate", a_function("gelu_silu", "x):", "import math", "u = math.sqrt(2 / math.pi) * (x + 0.44715 * x**3)", "return 0.5 * x * (1 + torch.erf(x / math.sqrt(2))), 0.5 * x * (1 + torch.tanh(u)), x * torch.sigmoid(x)")),
    ("discounted-returns", "reach-along-T", a_function("discounted_returns", "rewards, gamma):", "running, found = torch.zeros_like(rewards[0]), []", "for t in range(len(rewards)):", "    running = rewards[t] + gamma * running", "    found.append(running)", "return torch.stack(found)")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("exercise", "property_", "source"), WRONG, ids=[f"{e}-{p}" for e, p, _ in WRONG]
)
def test_what_differs_is_said(exercise: str, property_: str, source: str) -> None:
    found = property_of(case_of(SPECS[exercise], _HEAD + source))
    assert found is not None
    assert found.id == property_
    assert "{" not in found.text.en + found.text.zh


@pytest.mark.parametrize(
    ("exercise", "title", "property_"),
    [
        ("clip-grad-norm", "the biases left alone", "bias_grad-without-weight_grad"),
        ("dropout", "a row dropped at a time", "reach-along-D"),
        ("gan-hinge-lsgan", "both sets averaged together", "wrong-where-M-is-not-N"),
        ("v-prediction", "one step for all", "reach-along-N"),
        ("box-iou-matrix", "pair by pair, broadcast afterwards", "same-along-N"),
        ("listmle", "all pairs, as RankNet has them", "wrong-where-L-above-2"),
    ],
)  # fmt: skip
def test_what_differs_between_sizes_results_and_rows_is_said(
    exercise: str, title: str, property_: str
) -> None:
    source = dict(sections("wrong", SPECS[exercise]))[title]
    found = property_of(case_of(SPECS[exercise], source))
    assert found is not None
    assert found.id == property_


def test_a_setting_that_the_first_one_is_right_without_is_named() -> None:
    source = _HEAD + a_function(
        "softmax", "x, dim):", "y = x.softmax(dim)", "return y if dim else torch.cat([y, y[:1]])"
    )
    spec = SPECS["softmax"]
    wrong = next(init for init in case_of(spec, source).settings() if init["dim"] == 0)
    found = property_of(case_of(spec, source), init=wrong)
    assert found is not None
    assert "`dim` = 0" in found.text.en
    assert "0" in found.text.zh


@pytest.mark.parametrize("name", [n for n in sorted(SPECS) if not SPECS[n].signature.numpy][::9])
def test_nothing_tells_a_right_answer_from_itself(name: str) -> None:
    found = property_of(case_of(SPECS[name], model_answer(SPECS[name])))
    assert found is None or found.id == "right-but-at-the-ends"  # which is so of every right one


_SLIC = """
class MySLiCLoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, policy_chosen, policy_rejected, reference_chosen, reference_rejected):
        logits = policy_chosen - policy_rejected - (reference_chosen - reference_rejected).detach()
        return torch.relu({}).mean()
"""


@pytest.mark.parametrize(
    ("written", "said"),
    [("1 / self.beta - logits", "on every input with `beta` = "),
     ("2 - 2 * self.beta * logits", "2 times the right one, on every input.")],
)  # fmt: skip
def test_every_input_is_said_of_the_settings_in_which_it_is_true(written: str, said: str) -> None:
    """A factor of 1/beta is another one for every beta."""
    found = property_of(case_of(SPECS["slic-hinge"], _HEAD + _SLIC.format(written)))
    assert found is not None
    assert found.id == "constant-factor"
    assert said in found.text.en


def test_code_without_numbers_has_no_properties() -> None:
    source = _HEAD + a_class("MyNLLLoss", "log_probs, target):", "raise ValueError('no')")
    assert property_of(case_of(SPECS["nll"], source)) is None


def test_a_property_is_told_where_neither_an_idea_nor_a_change_is_found(grade: Grade) -> None:
    source = _HEAD + a_class("MyNLLLoss", "log_probs, target):", "return -log_probs[:, 0].mean()")
    found = grade("nll", source, explain=True).diagnosis
    assert (found.mistake, found.observed, found.repair) == ("target-unused", True, None)
    again = grade("nll", source, explain=True, lang="zh").diagnosis
    assert again.text is not None
    assert again.text.startswith("你的结果与 `target` 无关")
    named = grade("nll", source.replace("[:, 0]", ".amax(1)"), explain=True).diagnosis
    assert named.mistake == "predicted-class"
    assert not named.observed


def test_a_batch_too_small_for_its_samples_to_meet_is_not_said_to_be_their_mean():
    """A few predictions have a bin each, and the calibration error is the mean of theirs; of many
    it is not."""
    spec = SPECS["ece"]
    unweighted = a_function(
        "expected_calibration_error",
        "confidence, correct, bins):",
        "total = confidence.new_zeros(())",
        "for m in range(bins):",
        "    inside = (confidence >= m / bins) & (confidence < (m + 1) / bins)",
        "    if inside.any():",
        "        total = total + (correct[inside].to(confidence).mean() - confidence[inside].mean()).abs()",
        "return total / bins",
    )
    found = property_of(case_of(spec, _HEAD + unweighted))
    assert found is None or found.id not in ("samples-mixed", "right-for-one-sample")


_SUPCON = """
class MySupConLoss(torch.nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.temperature = temperature

    def forward(self, vectors, labels):
        z = F.normalize(vectors, dim=1)
        sim = z @ z.T / self.temperature
        eye = torch.eye(len(z), dtype=torch.bool)
        pos = (labels[:, None] == labels[None, :]) & ~eye
        {}
"""
_VICREG = """
class MyVICRegLoss(torch.nn.Module):
    def __init__(self, invariance, variance, covariance):
        super().__init__()
        self.w = invariance, variance, covariance

    def forward(self, a, b):
        i, v, c = self.w
        n, d = a.shape
        def var(x): return torch.relu(1 - (x.var(0) + 1e-4).sqrt().mean())
        def cov(x):
            x = x - x.mean(0)
            m = x.T @ x / (n - 1)
            return (m - torch.diag(m.diagonal())).pow(2).sum() / d
        return i * (a - b).pow(2).mean() + v * (var(a) + var(b)) / 2 + c * (cov(a) + cov(b))
"""
_BARLOW = """
class MyBarlowTwinsLoss(torch.nn.Module):
    def __init__(self, weight, eps):
        super().__init__()
        self.weight, self.eps = weight, eps

    def forward(self, a, b):
        za = (a - a.mean(0)) / a.var(0, correction=0).clamp(min=self.eps).sqrt()
        zb = (b - b.mean(0)) / b.var(0, correction=0).clamp(min=self.eps).sqrt()
        c = za.T @ zb / len(a)
        eye = torch.eye(len(c), dtype=torch.bool)
        return (1 - c[eye]).pow(2).sum() + self.weight * c[~eye].pow(2).sum()
"""
_NMS = """
def nms(boxes, scores, threshold):
    order = scores.argsort(descending=True).tolist()
    kept = []
    for i in order:
        if all(overlap(boxes[i], boxes[j]) <= threshold for j in kept):
            kept.append(i)
    return torch.tensor(kept, dtype=torch.long)


def overlap(a, b):
    lo, hi = torch.maximum(a[:2], b[:2]), torch.minimum(a[2:], b[2:])
    inter = (hi - lo + {more}).clamp(min=0).prod()
    one, two = (a[2:] - a[:2] + {more}).prod(), (b[2:] - b[:2] + {more}).prod()
    return inter / {over}
"""
_DROPOUT = """
def dropout(x, u, p, training):
    if p == 1:
        return x * 0 if training else x
    if training:
        x = x.masked_fill(u < p, 0)
    return x / (1 - p)
"""
_VAE = """
class MyVAELoss(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta

    def forward(self, logits, pixels, mean, log_variance):
        rec = (F.softplus(logits) - logits * pixels).sum(dim=1)
        kl = -0.5 * (1 + log_variance - mean.pow(2) - log_variance.exp())
        return (rec + self.beta * kl.clamp(min=0.001).sum(dim=1)).mean()
"""
_ECE = """
def expected_calibration_error(confidence, correct, bins):
    total = confidence.new_zeros(())
    for m in range(bins):
        inside = (confidence > m / bins) & (confidence <= (m + 1) / bins)
        if inside.any():
            gap = correct[inside].to(confidence).mean() - confidence[inside].mean()
            total = total + inside.sum() / len(confidence) * gap**2
    return total.sqrt()
"""
UNPROVED = {
    "temperature": ("supcon", _SUPCON.format(
        "return -((sim.masked_fill(eye, -torch.inf).softmax(1) * pos).sum(1) / pos.sum(1))"
        ".log().mean()"), ("unused", "hard", "moved")),
    "vectors": ("supcon", _SUPCON.format(
        "neg = (sim.exp() * ~(pos | eye)).sum(1, keepdim=True)\n        "
        "return -(((sim - (sim.exp() + neg).log()) * pos).sum(1) / pos.sum(1)).mean()"),
        ("unused", "moved", "left-out")),
    "variance": ("vicreg", _VICREG, ("unused",)),
    "eps": ("barlow-twins", _BARLOW, ("unused",)),
    "scores": ("nms", _NMS.format(more=1, over="(one + two - inter)"), ("unused", "squared")),
    "threshold": ("nms", _NMS.format(more=0, over="torch.minimum(one, two)"), ("unused", "negated")),
    "in evaluation too": ("dropout", _DROPOUT, ("ends", "example")),
    "a rare term": ("vae-elbo", _VAE, ("ends", "example")),
    "bins": ("ece", _ECE, ("right-only-at",)),
}  # fmt: skip


@pytest.mark.parametrize("name", UNPROVED)
@pytest.mark.parametrize("seed", [7, 2024])
def test_what_only_some_draws_show_is_not_said(name: str, seed: int) -> None:
    """A hinge that is 0, a bound that is not reached, boxes that do not meet."""
    exercise, source, words = UNPROVED[name]
    spec = SPECS[exercise]
    case = Case(spec, load(spec), candidate_of(spec, _HEAD + source), seed)
    found = property_of(case)
    said = "" if found is None else found.id
    assert not any(word in said for word in words), said
    assert "0 times" not in said


def test_what_holds_in_one_setting_is_said_of_that_setting() -> None:
    source = _HEAD + a_function(
        "discounted_returns", "rewards, gamma):",
        "running, found = torch.zeros_like(rewards[0]), []", "for t in range(len(rewards)):",
        "    running = rewards[t] + gamma * running", "    found.append(running)",
        "return torch.stack(found)",
    )  # fmt: skip
    found = property_of(case_of(SPECS["discounted-returns"], source))
    assert found is not None
    assert found.text.en.startswith("With `gamma` = ")
    assert found.text.zh.startswith("`gamma` = ")


def test_a_result_that_swallows_everything_has_no_properties() -> None:
    source = _HEAD + a_class("MyNLLLoss", "log_probs, target):",
                             "return -log_probs.gather(1, target[:, None]).mean() + 1e25")  # fmt: skip
    assert property_of(case_of(SPECS["nll"], source)) is None
