"""Figures of the questions about reinforcement learning."""

from math import exp, log
from statistics import fmean, stdev


def advantages(rewards: list[float], values: list[float], gamma: float, lam: float) -> list[float]:
    """Of one episode that ends with its last reward: sums of discounted errors, term by term."""
    errors = [
        r + gamma * following - v
        for r, v, following in zip(rewards, values, [*values[1:], 0.0], strict=True)
    ]
    return [
        sum((gamma * lam) ** k * error for k, error in enumerate(errors[t:]))
        for t in range(len(errors))
    ]


def standardised(right: int, of: int) -> float:
    """The advantage of a right response where so many of a group are right."""
    rewards = [1.0] * right + [0.0] * (of - right)
    return (1 - fmean(rewards)) / stdev(rewards)


def clipped(ratio: float, advantage: float, epsilon: float) -> float:
    return min(ratio * advantage, min(max(ratio, 1 - epsilon), 1 + epsilon) * advantage)


GUESSES = [-1, 1]  # how far an estimate is off, up or down


def punished(length: int, longest: int, buffer: int) -> float:
    return -min(max(0, length - (longest - buffer)) / buffer, 1)


FIGURES = {
    "overlong-reward-by-hand": punished(900, 1000, 200),
    "ppo-dual-clip-by-hand": max(clipped(10, -2, 0.2), 3 * -2),
    "dqn-loss-overestimates": fmean(max(a, b) for a in GUESSES for b in GUESSES),
    "gspo-ratio": exp(fmean([log(1.01)] * 100)),
    "ppo-clip-by-hand": clipped(1.5, -2, 0.2),
    "grpo-token-weights": (1 / 50) / (1 / 400),
    "dapo-clip-higher": (1 + 0.28) * 0.05,
    "discounted-returns-by-hand": 0.5**0 * 1 + 0.5**1 * 0 + 0.5**2 * 2,
    "gae-by-hand": advantages([0, 1], [0.5, 0.5], 1, 0.5)[0],
    "rloo-by-hand": 0 - fmean([1, 0, 0]),
    "grpo-advantage-rare-success": standardised(1, 8),
    "value-clip-by-hand": max((1 - 2) ** 2, (min(1, 0 + 0.2) - 2) ** 2) / 2,
    "kl-estimators-by-hand": exp(log(0.25) - log(0.5)) - (log(0.25) - log(0.5)) - 1,
}
