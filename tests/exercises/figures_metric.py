"""Figures of the questions about metric learning and learning without labels."""

from math import cos, exp, log, pi

FIGURES = {
    "byol-orthogonal": (2 - 2 * cos(pi / 2)) * 2,
    "info-nce-chance": log(256),
    "info-nce-bound": log(1024) - 2,
    "clip-local-negatives": log(1024 / 8),
    "siglip-first-loss": 256 * 256 * log(2) / 256,
    "simclr-candidates": 2 * 128 - len(["itself", "its positive"]),
    "contrastive-by-hand": max(0, 1 - 0.4) ** 2 / 2,
    "triplet-by-hand": max(0, 0.5 - 0.6 + 0.2),
    "bpr-by-hand": -log(1 / (1 + exp(-(2 - 1)))),
    "barlow-twins-collapse": sum((1 - 0) ** 2 for _ in range(128)),
    "cosface-gap": 64 * 0.8 - 64 * (0.8 - 0.35),
}
