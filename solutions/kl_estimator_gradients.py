"""Expected gradients of Schulman's KL estimators under the policy, in closed form.

Tang, Munos: On a few pitfalls in KL divergence gradient estimation for RL (2025)."""

import torch
from torch import Tensor

from solutions import edit, instead


def expected_gradient(logits: Tensor, reference: Tensor, kind: str) -> Tensor:
    """Mean gradient [N, V] with respect to the logits [N, V] of an estimator's samples."""
    log_probs = torch.log_softmax(logits, dim=1)
    log_reference = torch.log_softmax(reference, dim=1)
    policy = log_probs.exp()
    if kind == "k1":
        return torch.zeros_like(logits)
    if kind == "k2":
        gap = log_probs - log_reference
        return policy * (gap - (policy * gap).sum(dim=1, keepdim=True))
    return policy - log_reference.exp()


def _enumerated(logits: Tensor, reference: Tensor, kind: str, drawn: bool) -> Tensor:
    """By autograd, over every token that may be drawn, row by row."""
    rows = []
    for x, y in zip(logits.detach(), reference.detach(), strict=True):
        with torch.enable_grad():
            x = x.clone().requires_grad_()
            back = y.log_softmax(0) - x.log_softmax(0)
            estimate = {
                "k1": -back,
                "k2": back.square() / 2,
                "k3": back.exp() - back - 1,
            }[kind]
            weights = x.softmax(0)
            total = ((weights.detach() if drawn else weights) * estimate).sum()
        rows.append(torch.autograd.grad(total, x)[0])
    return torch.stack(rows)


def oracle(logits: Tensor, reference: Tensor, *, kind: str) -> Tensor:
    """By autograd, each token weighed by the chance that it is drawn."""
    return _enumerated(logits, reference, kind, drawn=True)


def _of_the_mean(logits: Tensor, reference: Tensor, *, kind: str) -> Tensor:
    return _enumerated(logits, reference, kind, drawn=False)


WRONG = {
    "sampling-differentiated": instead(
        _of_the_mean,
        "The chance of being drawn is differentiated too: that is the gradient of the mean, not the mean of the gradients.",
        "采样的概率也求了导：那是“平均的梯度”，不是“梯度的平均”。",
    ),
    "k1-of-divergence": edit(
        "return torch.zeros_like(logits)",
        "return policy * (log_probs - log_reference - (policy * (log_probs - log_reference)).sum(dim=1, keepdim=True))",
        "k1 is given the gradient of the divergence: its value is unbiased, but its gradient is 0 on average.",
        "给 k1 写的是散度的梯度：k1 的数值无偏，梯度的平均却是 0。",
    ),
    "k1-of-scores": edit(
        "return torch.zeros_like(logits)",
        "return policy",
        "The normaliser is left out for k1: a log-probability also falls as the other logits rise, and both cancel.",
        "k1 漏掉了归一化项：别的 logit 上升时对数概率也会下降，两者恰好抵消。",
    ),
    "k2-not-centred": edit(
        "policy * (gap - (policy * gap).sum(dim=1, keepdim=True))",
        "policy * gap",
        "The mean of the log-ratio is not subtracted for k2: the gradient with respect to a log-probability is not yet that of a logit.",
        "k2 没有减去对数比的平均：对对数概率的梯度还不是对 logit 的梯度。",
    ),
    "k3-as-k2": edit(
        "return policy - log_reference.exp()",
        "gap = log_probs - log_reference\n    return policy * (gap - (policy * gap).sum(dim=1, keepdim=True))",
        "k3 is given the gradient of the divergence of the policy from the reference; its own is that of the other direction.",
        "给 k3 写的是策略相对参考模型的散度的梯度；它真正的梯度属于另一个方向。",
    ),
    "k3-reversed": edit(
        "return policy - log_reference.exp()",
        "return log_reference.exp() - policy",
        "The sign of k3's gradient is wrong: it would drive the policy from the reference.",
        "k3 梯度的符号反了：会把策略推离参考模型。",
    ),
    "k2-of-logits": edit(
        "gap = log_probs - log_reference",
        "gap = log_probs - log_reference.exp()",
        "A log-probability is compared with a probability.",
        "拿对数概率与概率作了比较。",
    ),
}
