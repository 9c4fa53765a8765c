"""Every figure that a question asks for, computed again from what its prompt says.

By id of the question. Plain Python on purpose: nothing here shares a line with the solutions.
Here are those about the six losses; each group of families has a module beside this one.
"""

from math import exp, log, pi, sqrt

from tests.exercises import (
    figures_generative,
    figures_gradients,
    figures_language,
    figures_layers,
    figures_margins,
    figures_metric,
    figures_numpy,
    figures_preference,
    figures_rl,
    figures_vision,
)


def softmax(logits: list[float]) -> list[float]:
    total = sum(exp(x) for x in logits)
    return [exp(x) / total for x in logits]


def cross_entropy(logits: list[float], true: int) -> float:
    return -log(softmax(logits)[true])


def sigmoid(x: float) -> float:
    return 1 / (1 + exp(-x))


def bce(x: float, y: float) -> float:
    return -(y * log(sigmoid(x)) + (1 - y) * log(1 - sigmoid(x)))


def kl(p: list[float], q: list[float]) -> float:
    return sum(a * log(a / b) for a, b in zip(p, q, strict=True) if a)


def focal(p_t: float, gamma: float = 2.0, alpha_t: float = 1.0) -> float:
    return -alpha_t * (1 - p_t) ** gamma * log(p_t)


def slope(function, at: float, step: float = 1e-5) -> float:
    """The derivative by central differences."""
    return (function(at + step) - function(at - step)) / (2 * step)


PREDICTED, TARGETS = [3, 5, 2, 7], [1, 5, 5, 8]
ERRORS = [p - t for p, t in zip(PREDICTED, TARGETS, strict=True)]

# The worked examples of the source document.
CE_ROWS = [
    ([2.0, 1.0, 0.1], 0),
    ([0.1, 2.0, 1.0], 1),
    ([0.1, 0.1, 2.0], 2),
    ([0.2, 0.5, 3.0], 2),
]
BCE_LOGITS = [[1.2, -0.5, 2.0, 0.1], [0.1, 1.5, -0.5, 2.0], [2.0, 0.5, 0.9, -1.0]]
BCE_LABELS = [[1, 0, 1, 0], [0, 0, 0, 1], [1, 1, 1, 0]]
BCE_SUM = sum(
    bce(x, y)
    for xs, ys in zip(BCE_LOGITS, BCE_LABELS, strict=True)
    for x, y in zip(xs, ys, strict=True)
)
KL_PREDICTED = [[1.0, 2.0, 1.5, 0.5], [2.0, 1.0, 0.5, 1.5], [0.5, 1.5, 2.0, 1.0]]
KL_TRUE = [[2.0, 1.0, 0.5, 1.5], [1.5, 2.0, 1.0, 0.5], [1.0, 0.5, 1.5, 2.0]]
KL_ROWS = [
    kl(softmax(true), softmax(predicted))
    for true, predicted in zip(KL_TRUE, KL_PREDICTED, strict=True)
]


def best_constant(targets: list[float]) -> float:
    """By search on a grid of thousandths, so that no formula for it is assumed."""
    grid = [n / 1000 for n in range(int(1000 * min(targets)), int(1000 * max(targets)) + 1)]
    return min(grid, key=lambda c: sum((c - t) ** 2 for t in targets))


def largest_exponent() -> float:
    """The largest x whose exponential is still a float32, found by halving."""
    largest, low, high = (2 - 2.0**-23) * 2.0**127, 0.0, 200.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if exp(middle) <= largest else (low, middle)
    return low


def gaussian_kl(mean: float, deviation: float) -> float:
    """From a normal distribution to the standard one, summed over a fine grid."""

    def log_density(x: float, mean: float, deviation: float) -> float:
        return -log(deviation * sqrt(2 * pi)) - ((x - mean) / deviation) ** 2 / 2

    width, total = 1e-3, 0.0
    for n in range(-12_000, 12_000):
        x = n * width
        log_q = log_density(x, mean, deviation)
        total += exp(log_q) * (log_q - log_density(x, 0.0, 1.0)) * width
    return total


FOCAL_ROWS = [
    focal(sigmoid(2.0), alpha_t=0.25),
    focal(1 - sigmoid(-3.0), alpha_t=0.75),
    focal(sigmoid(0.1), alpha_t=0.25),
    focal(1 - sigmoid(-0.1), alpha_t=0.75),
]


SIX = {
    "mae-by-hand": sum(abs(e) for e in ERRORS) / 4,
    "mae-outlier-cost": (9 * 0 + 100) / 10,
    "mae-gradient-value": slope(lambda p: abs(p - 7) / 4, 3.0),
    "mae-sum-reduction": 0.42 * 5,
    "mse-by-hand": sum(e**2 for e in ERRORS) / 4,
    "mse-outlier-cost": (9 * 0 + 100**2) / 10,
    "mse-best-constant": best_constant([1, 2, 3, 10]),
    "mse-gradient-value": slope(lambda p: (p - 7) ** 2 / 4, 3.0),
    "mse-largest-share": 6**2 / sum(e**2 for e in (1, 1, 1, 1, 6)),
    "mse-units": (100 * 3.7) ** 2 / 3.7**2,
    "ce-uniform-ten": cross_entropy([0.0] * 10, 4),
    "ce-three-logits": cross_entropy([0.0, 0.0, log(2)], 2),
    "ce-imbalance-floor": -(0.99 * log(0.99) + 0.01 * log(0.01)),
    "ce-softmax-twice": cross_entropy([1.0] + [0.0] * 9, 0),
    "ce-epsilon": -log(softmax([-100.0, 0.0])[0] + 1e-8),
    # softmax of the logarithms gives the probabilities back
    "ce-gradient-value": slope(lambda x: cross_entropy([log(0.7), x, log(0.1)], 1), log(0.2)),
    "ce-mean-over-table": sum(cross_entropy(*row) for row in CE_ROWS) / (4 * 3),
    "ce-weighted-mean": (1 * 1.0 + 3 * 2.0) / (1 + 3),
    "bce-zero-logit": (bce(0.0, 1.0) + bce(0.0, 0.0)) / 2,
    "bce-logit-three": bce(-3.0, 1.0),
    "bce-sigmoid-twice": bce(1.0, 1.0),
    "bce-clamped-log": -max(-100.0, float("-inf")),
    "bce-average": BCE_SUM / 3,
    "bce-imbalance": 9_900 / 100,
    "bce-gradient-value": slope(lambda x: bce(x, 1.0) / (2 * 5), 0.0),
    "bce-overflow": largest_exponent(),
    "kl-by-hand": kl([1 / 2, 1 / 2], [1 / 4, 3 / 4]),
    "kl-reversed": kl([1 / 4, 3 / 4], [1 / 2, 1 / 2]),
    "kl-additive": 50 * 0.02,
    "kl-chain-rule": 0.2 + 3 / 4 * 0.1 + 1 / 4 * 0.5,
    "kl-from-entropies": 1.2 - 0.9,
    "kl-input-not-log": sum(p * (log(p) - q) for p, q in ((0.5, 0.5), (0.5, 0.5))) / 1,
    "kl-mean-reduction": sum(KL_ROWS) / (3 * 4),
    "kl-vae": gaussian_kl(mean=1.0, deviation=1.0),
    "kl-information-gain": kl([1.0] + [0.0] * 7, [1 / 8] * 8) / log(2),
    "focal-factor": focal(0.9) / focal(0.9, gamma=0),
    "focal-ratio": (focal(0.5) / focal(0.5, gamma=0)) / (focal(0.9) / focal(0.9, gamma=0)),
    "focal-pt-negative": 0.2 * 0 + (1 - 0.2) * (1 - 0),
    "focal-negative-by-hand": focal(1 - 0.5, alpha_t=1 - 0.25),
    "focal-prior-bias": -log(1 / 0.01 - 1),
    "focal-easy-share": sum(FOCAL_ROWS[:2]) / sum(FOCAL_ROWS),
    "focal-gradient-value": slope(lambda x: focal(sigmoid(x)), 0.0),
    "general-initial-loss": cross_entropy([0.0] * 1000, 0),
    "general-last-batch": (1.0 + 1.0 + 1.0 + 5.0) / 4,
    "general-nats-and-bits": 2.0 / log(2),
}

FIGURES = {
    **SIX,
    **figures_generative.FIGURES,
    **figures_gradients.FIGURES,
    **figures_language.FIGURES,
    **figures_layers.FIGURES,
    **figures_margins.FIGURES,
    **figures_metric.FIGURES,
    **figures_numpy.FIGURES,
    **figures_preference.FIGURES,
    **figures_rl.FIGURES,
    **figures_vision.FIGURES,
}
