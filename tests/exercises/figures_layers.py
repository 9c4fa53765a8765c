"""Figures of the questions about attention, norms, activations, optimizers and sampling."""

from math import exp, pi, sqrt


def layer_normed(x: list[float]) -> list[float]:
    mean = sum(x) / len(x)
    variance = sum((each - mean) ** 2 for each in x) / len(x)
    return [(each - mean) / sqrt(variance) for each in x]


def first_step(grad: float, rate: float, *, corrected: bool = True) -> float:
    """How far Adam moves a parameter at its first step."""
    first, second = 0.1 * grad, 0.001 * grad**2
    if corrected:
        first, second = first / (1 - 0.9), second / (1 - 0.999)
    return rate * first / (sqrt(second) + 1e-8)


def moving(old: float, new: float, share: float) -> float:
    """A running mean in which what is new has this share."""
    return (1 - share) * old + share * new


def nucleus(probs: list[float], p: float) -> list[float]:
    kept: list[float] = []
    for each in sorted(probs, reverse=True):
        if sum(kept) < p:
            kept.append(each)
    return [each / sum(kept) for each in kept]


TOKENS = [0.5, 0.25, 0.15, 0.07, 0.03]

FIGURES = {
    "attention-score-spread": sqrt(sum(1 * 1 for _ in range(64))),
    "attention-weights-memory": 32 * 4096**2 * 2 / 2**30,
    "gqa-cache-size": 2 * 32 * 8 * 128 * 2 / 2**10,
    "rope-turn": 2 * pi / 10000 ** (-2 * 1 / 4),
    "layer-norm-by-hand": layer_normed([2, 4, 6])[0],
    "layer-norm-input-scale": (
        layer_normed([10 * 2 + 1e-4, 40, 60])[2] - layer_normed([20, 40, 60])[2]
    )
    / (layer_normed([2 + 1e-4, 4, 6])[2] - layer_normed([2, 4, 6])[2]),
    "batch-norm-momentum": moving(moving(0, 10, 0.1), 10, 0.1),
    "gelu-silu-at-two": 2 / (1 + exp(-2)),
    "gelu-silu-gated-width": 2 * 4 / 3,
    "adamw-first-step": first_step(0.003, 0.1),
    "adamw-memory": 7e9 * (2 + 2 + 4 + 4 + 4) / 1e9,
    "sgd-momentum-limit": 0.01 * sum(0.9**k for k in range(1000)),
    "top-k-top-p-nucleus": nucleus(TOKENS, 0.8)[0],
    "top-k-top-p-cold": 4 ** (1 / 0.5),
    "lora-parameters": 16 * 4096 + 4096 * 16,
}
