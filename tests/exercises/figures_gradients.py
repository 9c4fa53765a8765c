"""Figures of the questions about gradients by hand."""

from collections.abc import Callable
from math import exp, log


def slope(function: Callable[[float], float], at: float, step: float = 1e-5) -> float:
    """The derivative by central differences."""
    return (function(at + step) - function(at - step)) / (2 * step)


def sigmoid(x: float) -> float:
    return 1 / (1 + exp(-x))


def scaled_cross_entropy(logits: list[float], true: int) -> float:
    """Of one sample of four in a mean that is multiplied by 8."""
    return 8 * (log(sum(exp(x) for x in logits)) - logits[true]) / 4


PROBS = [0.2, 0.5, 0.3]


def by_class(wanted: int) -> float:
    """The derivative with respect to the logit of one class."""
    logits = [log(p) for p in PROBS]
    return slope(
        lambda x: scaled_cross_entropy([*logits[:wanted], x, *logits[wanted + 1 :]], 1),
        logits[wanted],
    )


def hinge(first: float) -> float:
    pairs = [(first, 1), (3, 1), (-2, -1)]
    return sum(max(0, 1 - score * sign) for score, sign in pairs) / 3


N, IN, OUT = 32, 7, 5  # of a linear layer: G @ W and G.T @ x against x @ W.T
LOGIT = log(0.9 / 0.1)  # of p_t = 0.9

FIGURES = {
    "mse-backward-elements": slope(lambda error: error**2 / (4 * 3), 1.5),
    "hinge-backward-by-hand": slope(hinge, 0.5),
    "ce-backward-upstream": by_class(1),
    "linear-backward-cost": (N * OUT * IN + OUT * N * IN) / (N * IN * OUT),
    "sigmoid-backward-largest": max(slope(sigmoid, x / 100) for x in range(-500, 501)),
    "focal-backward-hard": slope(lambda x: -((1 - sigmoid(x)) ** 2) * log(sigmoid(x)), -LOGIT)
    / slope(lambda x: -log(sigmoid(x)), -LOGIT),
    "focal-backward-shrinks": slope(lambda x: -((1 - sigmoid(x)) ** 2) * log(sigmoid(x)), LOGIT)
    / slope(lambda x: -log(sigmoid(x)), LOGIT),
}
