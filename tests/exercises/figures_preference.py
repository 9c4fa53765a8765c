"""Figures of the questions about reward models and preferences."""

from math import exp, log


def log_sigmoid(x: float) -> float:
    return -log(1 + exp(-x))


def odds(p: float) -> float:
    return p / (1 - p)


FIGURES = {
    "bradley-terry-three-of-four": log(odds(3 / 4)),
    "dpo-first-loss": -log_sigmoid(0.1 * 0),
    "dpo-by-hand": -log_sigmoid(0.1 * ((-20 - -25) - (-30 - -28))),
    "ipo-target": min((n / 100 for n in range(500)), key=lambda h: (h - 1 / (2 * 0.25)) ** 2),
    "orpo-odds": log(odds(0.8) / odds(0.5)),
    "simpo-by-hand": -log_sigmoid(2 * (-5 / 10) - 2 * (-4 / 4) - 0.5),
    "cpo-first-step": -log(1 / 2) + 1 * 20 / 10,
}
