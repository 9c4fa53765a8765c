"""Figures of the questions about generative models."""

from math import exp, log, log2, sqrt
from statistics import fmean

STEP = 1e-6


def slope(function, at: float) -> float:
    """The derivative by central differences."""
    return (function(at + STEP) - function(at - STEP)) / (2 * STEP)


def sigmoid(x: float) -> float:
    return 1 / (1 + exp(-x))


def noised(data: float, noise: float, kept: float) -> float:
    """A diffusion step whose cumulated alpha is `kept`."""
    return sqrt(kept) * data + sqrt(1 - kept) * noise


def gaussian_kl(mean: float, variance: float) -> float:
    """From the standard normal distribution."""
    return (variance + mean**2 - 1 - log(variance)) / 2


def perplexity(shares: list[float]) -> float:
    product = 1.0
    for share in shares:
        product *= share**-share
    return product


def normal_squares(count: int = 200_000, reach: float = 8.0) -> float:
    """The mean square of a standard normal variable, by a sum over a grid."""
    grid = [reach * (2 * k / count - 1) for k in range(count + 1)]
    weights = [exp(-x * x / 2) for x in grid]
    return sum(w * x * x for w, x in zip(weights, grid, strict=True)) / sum(weights)


def covariance(difference: tuple[float, float], half_sum: tuple[float, float]) -> float:
    """Of two sums of independent variables of variance 1, by their coefficients."""
    return sum(a * b for a, b in zip(difference, half_sum, strict=True))


FOOLED = log(0.001 / 0.999)  # the logit of a probability of 0.001
SHARES = [1 / 2, 1 / 4, 1 / 8, 1 / 8]
RATIO = 0.9 / (1 - 0.9)

FIGURES = {
    "gan-d-optimal": 0.3 / (0.3 + 0.1),
    "gan-d-balance": -log(0.5) - log(1 - 0.5),
    "gan-g-saturating": abs(
        slope(lambda z: -log(sigmoid(z)), FOOLED) / slope(lambda z: log(1 - sigmoid(z)), FOOLED)
    ),
    "q-sample-by-hand": noised(2, 1, 0.64),
    "ddpm-eps-zero": normal_squares(20_000),
    "min-snr-by-hand": min(RATIO, 5) / RATIO,
    "denoising-score-target": slope(lambda x: -((x / 0.1) ** 2) / 2, 0.1 * 0.5),
    "vae-kl-log-variance": gaussian_kl(0, exp(2)),
    "vae-elbo-mean-pixels": 1 / (1 / 784),
    "vq-commitment-perplexity": perplexity(SHARES),
    "vq-commitment-bytes": 32 * 32 * log2(512) / 8,
    # Data less noise, and what half of their sum says of it: nothing.
    "flow-matching-floor": (1 + 1) - covariance(difference=(1, -1), half_sum=(0.5, 0.5)) ** 2 / 0.5,
    "flow-matching-by-hand": fmean([2, 2, 2, -1]),  # a quarter of the way from 2 to -1
}
