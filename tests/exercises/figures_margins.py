"""Figures of the questions about margins, likelihoods, quantiles and robust errors."""

from math import log
from statistics import fmean


def quantile_loss(target: float, predicted: float, q: float) -> float:
    error = target - predicted
    return q * error if error >= 0 else (q - 1) * error


def lost(ordered: int) -> float:
    """Of a shop for which every demand from 0 to 999 is as likely."""
    return fmean(9 * max(0, d - ordered) + max(0, ordered - d) for d in range(1000))


def gaussian(variance: float) -> float:
    return fmean(log(variance) + e**2 / variance for e in (1, 2, -2)) / 2


def laplace(scale: float) -> float:
    return fmean(log(2 * scale) + abs(e) / scale for e in (1, 2, -6))


HUNDREDTHS = [k / 100 for k in range(10, 1000)]
SCORES = [1, 0.5, -1]


def huber(error: float, delta: float) -> float:
    """The area under a slope that is cut off at delta, in small steps."""
    steps = 100_000
    return sum(min(error * (k + 0.5) / steps, delta) for k in range(steps)) * error / steps


FIGURES = {
    "huber-by-hand": huber(3, 1),
    "hinge-right-side": max(0, 1 - 1 * 0.3),
    "multi-margin-by-hand": sum(max(0, 1 - SCORES[0] + other) for other in SCORES[1:]) / 3,
    "gaussian-nll-best-variance": min(HUNDREDTHS, key=gaussian),
    "laplace-nll-scale": min(HUNDREDTHS, key=laplace),
    "quantile-by-hand": quantile_loss(10, 8, 0.9),
    "quantile-costs": min(range(880, 921), key=lost) / 1000,
    "ece-two-bins": (abs(48 - 60 * 0.9) + abs(30 - 40 * 0.6)) / (60 + 40),
}
