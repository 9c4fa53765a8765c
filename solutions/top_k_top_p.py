"""Temperature, top-k and top-p filtering of logits, without the draw.

Holtzman, Buys, Du, Forbes, Choi: The Curious Case of Neural Text Degeneration (2020)."""

import math

import torch
from torch import Tensor

from solutions import Draw, edit


def filtered_probs(logits: Tensor, k: int, p: float, temperature: float) -> Tensor:
    """Probabilities [N, V] of logits [N, V], 0 for all tokens that are filtered out."""
    ordered, places = (logits / temperature).sort(dim=1, descending=True)
    beyond = torch.arange(logits.shape[1]) >= k
    probs = torch.softmax(ordered.masked_fill(beyond, -torch.inf), dim=1)
    before = probs.cumsum(dim=1) - probs
    dropped = beyond | (before >= p)
    kept = torch.softmax(ordered.masked_fill(dropped, -torch.inf), dim=1)
    return torch.zeros_like(kept).scatter(1, places, kept)


def oracle(logits: Tensor, *, k: int, p: float, temperature: float) -> Tensor:
    """Token by token, adding to each row the likeliest that is left until there is enough."""
    result = torch.zeros_like(logits)
    for row, out in zip(logits, result, strict=True):
        heated = [float(value) / temperature for value in row]
        candidates = sorted(range(len(heated)), key=lambda token: -heated[token])[:k]
        weight = {token: math.e ** (heated[token] - heated[candidates[0]]) for token in candidates}
        whole = sum(weight.values())
        chosen: list[int] = []
        for token in candidates:
            if sum(weight[one] for one in chosen) / whole >= p:
                break
            chosen.append(token)
        for token in chosen:
            out[token] = weight[token] / sum(weight[one] for one in chosen)
    return result


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Logits without ties, whose sums of probabilities are not so close to a `p` that rounding
    would decide; other rows are drawn again."""
    found = torch.zeros(0, sizes["V"], dtype=torch.float64)
    while len(found) < sizes["N"]:
        rows = (1.5 * draw.normal(sizes["N"] + 8, sizes["V"])).float().double()
        found = torch.cat((found, rows[_clear(rows)]))
    return {"logits": found[: sizes["N"]]}


def _clear(rows: Tensor) -> Tensor:
    """Whether each row of logits is far enough from every decision in every setting."""
    ordered = rows.sort(dim=1, descending=True).values
    clear = (ordered.diff(dim=1) < -1e-6).all(dim=1)
    for temperature in (1.0, 0.7, 2.0):
        for count in (2, 3, 1000):
            total = torch.softmax(ordered[:, :count] / temperature, dim=1).cumsum(dim=1)
            for p in (0.8, 0.5):
                clear &= ((total - p).abs() > 2e-5).all(dim=1)
    return clear


WRONG = {
    "crossing-token-dropped": edit(
        "before >= p",
        "(probs.cumsum(dim=1) > p) & (torch.arange(logits.shape[1]) > 0) & (p < 1)",
        "The token that carries the sum over p is dropped; the nucleus has to reach p.",
        "使累计概率越过 p 的那个词元被丢掉了；保留的集合必须达到 p。",
    ),
    "order-kept": edit(
        "torch.zeros_like(kept).scatter(1, places, kept)",
        "kept",
        "The probabilities are left in descending order; each belongs to its own token.",
        "概率仍按从大到小排列；每个都应回到自己的词元。",
    ),
    "gathered-back": edit(
        "torch.zeros_like(kept).scatter(1, places, kept)",
        "kept.gather(1, places)",
        "The sorting indices are used to pick where they have to be used to place: that permutes again.",
        "该按下标放回去的地方用了取出：等于又打乱了一次。",
    ),
    "not-renormalised": edit(
        "kept = torch.softmax(ordered.masked_fill(dropped, -torch.inf), dim=1)",
        "kept = probs.masked_fill(dropped, 0.0)",
        "What is left after top-p is not made to sum to 1 again.",
        "top-p 之后剩下的概率没有重新归一化。",
    ),
    "nucleus-over-all": edit(
        "torch.softmax(ordered.masked_fill(beyond, -torch.inf), dim=1)",
        "torch.softmax(ordered, dim=1)",
        "Top-p counts the probabilities over all tokens; they have to sum to 1 over the k that are left.",
        "top-p 累计的是全部词元上的概率；应在保留的 k 个上重新归一化后再累计。",
    ),
    "temperature-multiplied": edit(
        "logits / temperature",
        "logits * temperature",
        "The logits are multiplied by the temperature: heat then makes the choice sharper.",
        "logits 乘了温度：温度越高反而越集中。",
    ),
    "temperature-after-top-p": edit(
        "before = probs.cumsum(dim=1) - probs",
        "probs = torch.softmax((ordered * temperature).masked_fill(beyond, -torch.inf), dim=1)\n    before = probs.cumsum(dim=1) - probs",
        "Top-p is decided before the temperature and the rest is heated after; the temperature comes first here.",
        "top-p 在除温度之前就决定了；这里温度最先。",
    ),
    "top-k-ignored": edit(
        "torch.arange(logits.shape[1]) >= k",
        "torch.arange(logits.shape[1]) < 0",
        "k has no influence.",
        "k 不起作用。",
    ),
    "top-p-ignored": edit(
        "beyond | (before >= p)",
        "beyond",
        "p has no influence.",
        "p 不起作用。",
    ),
}
