"""Figures of the questions about language models and what stands under cross-entropy."""

from math import exp, log, log2, prod

LABEL = [0.1 / 10 + 0.9] + [0.1 / 10] * 9


def entropy(p: list[float]) -> float:
    return -sum(a * log(a) for a in p)


def balance(shares: list[float], probs: list[float]) -> float:
    """Switch's load balancing loss."""
    return len(shares) * sum(f * p for f, p in zip(shares, probs, strict=True))


def js(p: list[float], q: list[float]) -> float:
    middle = [(a + b) / 2 for a, b in zip(p, q, strict=True)]
    return sum(a * log(a / m) / 2 for one in (p, q) for a, m in zip(one, middle, strict=True) if a)


TEXT = ["prompt"] * 5 + ["response"] * 3

FIGURES = {
    "perplexity-of-two": exp((100 * log(10) + 100 * log(40)) / 200),
    "unlikelihood-by-hand": -log(1 - 0.9),
    "moe-balance-one-expert": balance([1.0] + [0.0] * 7, [1.0] + [0.0] * 7),
    "js-divergence-apart": js([0.5, 0.5, 0, 0], [0, 0, 0.5, 0.5]),
    # The logits before a token predict it; a position counted from 1 is the index of the next.
    "sft-loss-first-position": TEXT.index("response"),
    "weighted-ce-mean": (1 * 0.2 + 3 * 1.0) / (1 + 3),
    "next-token-accumulation": (10 * 2 + 30 * 4) / (10 + 30),
    "next-token-perplexity": prod([1 / 2, 1 / 8]) ** (-1 / 2),
    "label-smoothing-gap": log(LABEL[0] / LABEL[1]),
    "sequence-logprob-length": 10 * -0.5 - 30 * -0.5,
    "sequence-logprob-memory": 4 * 2048 * 128_000 * 4 / 1e9,
    "distillation-soft-target": exp(4 / 4) / (exp(4 / 4) + exp(0 / 4)),
    "z-loss-value": log(4 * exp(0)) ** 2,
    "entropy-in-bits": -sum(p * log2(p) for p in (1 / 2, 1 / 4, 1 / 8, 1 / 8)),
    "cross-entropy-floor": min(
        -(0.8 * log(q / 1000) + 0.2 * log(1 - q / 1000)) for q in range(1, 1000)
    ),
    "logsumexp-of-hundreds": log(exp(100) + exp(100)),
    "sigmoid-logit-of-point-nine": log(0.9) - log(1 - 0.9),
    "int8-quant-by-hand": round(-0.5 / (2.54 / 127)) * (2.54 / 127),
    "log-softmax-derivative": 0 - 0.2,
    "log-softmax-underflow": 0 - (200 + log(1 + exp(-200))),
    "bpe-first-merge": len("aaabdaaabac".replace("aa", "Z")),
    "poly1-by-hand": -log(0.5) + 2 * (1 - 0.5),
}
