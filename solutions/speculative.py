"""The step of speculative decoding in which the large model accepts or rejects what was drafted.

Leviathan, Kalman, Matias: Fast Inference from Transformers via Speculative Decoding (2023)."""

import torch
from torch import Tensor

from solutions import Draw, edit


def speculative_step(
    target_probs: Tensor, draft_probs: Tensor, after_probs: Tensor, drafted: Tensor, u: Tensor
) -> tuple[Tensor, Tensor]:
    """How many [] of the drafted tokens [T] stay, and the probabilities [V] of the token after
    them; the models' are [T, V], those after the last drafted token [V]."""
    token = drafted.unsqueeze(1)
    wanted, offered = target_probs.gather(1, token), draft_probs.gather(1, token)
    passed = u * offered.squeeze(1) <= wanted.squeeze(1)
    accepted = passed.cumprod(dim=0).sum()
    if accepted == len(drafted):
        return accepted, after_probs.clone()
    surplus = (target_probs[accepted] - draft_probs[accepted]).clamp(min=0)
    return accepted, surplus / surplus.sum()


def oracle(
    target_probs: Tensor, draft_probs: Tensor, after_probs: Tensor, drafted: Tensor, u: Tensor
) -> tuple[Tensor, Tensor]:
    """Token by token, on plain numbers: what of the large model's share is not yet served."""
    for n, token in enumerate(drafted.tolist()):
        large, small = target_probs[n].tolist(), draft_probs[n].tolist()
        if u[n].item() > large[token] / small[token]:
            served = [min(p, q) for p, q in zip(large, small, strict=True)]
            missing = 1 - sum(served)
            rest = [(p - done) / missing for p, done in zip(large, served, strict=True)]
            return torch.tensor(n), target_probs.new_tensor(rest)
    return torch.tensor(len(drafted)), after_probs.clone()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Models that are near each other, at times equal or with zeros as a filter leaves them, and
    drafts of which often all tokens pass. Where rounding could decide the two are made equal."""
    t, v = sizes["T"], sizes["V"]
    logits = 1.3 * draw.normal(t + 1, v)
    small, large = logits.softmax(1), (logits + 1.2 * draw.normal(t + 1, v)).softmax(1)
    filtered = bool(draw.coin(chance=0.4))
    small, large = _exact(small, filtered)[:t], _exact(large, filtered)
    large, after, rows = large[:t], large[t], torch.arange(t)
    below = small.cumsum(1) < draw.uniform(t, 1, low=0.001, high=0.999)
    drafted = below.sum(1).clamp(max=v - 1)
    ratio = large[rows, drafted] / small[rows, drafted]
    u = draw.uniform(t, low=0.005, high=0.99)
    if bool(draw.coin(chance=0.4)):
        u = u * ratio.clamp(max=1).where(ratio > 0, 1.0)
    rest = (large - small).clamp(min=0).sum(1)
    close = ((u - ratio).abs() < 1e-3) | ((u > ratio) & (rest < 0.05))
    large = torch.where((close | draw.coin(t, chance=0.1)).unsqueeze(1), small, large)
    found = {"target_probs": large, "draft_probs": small, "after_probs": after}
    return {**found, "drafted": drafted, "u": u}


def _exact(probs: Tensor, filtered: bool) -> Tensor:
    """Rows near these that sum to 1 without rounding, whatever is added to or taken from them."""
    if filtered:
        probs = torch.where(probs >= 0.5 * probs.mean(1, keepdim=True), probs, 0.0)
        probs = probs / probs.sum(1, keepdim=True)
    counts = (2.0**14 * probs).round()
    short = 2.0**14 - counts.sum(1, keepdim=True)
    return counts.scatter_add(1, counts.argmax(1, keepdim=True), short) / 2.0**14


_REST = """surplus = (target_probs[accepted] - draft_probs[accepted]).clamp(min=0)
    return accepted, surplus / surplus.sum()"""

WRONG = {
    "ratio-inverted": edit(
        "u * offered.squeeze(1) <= wanted.squeeze(1)",
        "u * wanted.squeeze(1) <= offered.squeeze(1)",
        "The ratio is upside down: a token passes for sure where the small model likes it too much, which is where it has to be turned down at times.",
        "比值颠倒了：小模型给得过多的词元反而必定通过，而那正是有时应当拒绝的。",
    ),
    "against-p-alone": edit(
        "u * offered.squeeze(1) <= wanted.squeeze(1)",
        "u <= wanted.squeeze(1)",
        "The random number is held against the large model's probability alone. The token was drawn from the small model already; it is the ratio that counts.",
        "随机数只与大模型的概率比较。词元本来就是从小模型抽出的；要看的是两者的比值。",
    ),
    "no-chance": edit(
        "u * offered.squeeze(1) <= wanted.squeeze(1)",
        "offered.squeeze(1) <= wanted.squeeze(1)",
        "Chance has no part: a token is turned down whenever the large model likes it less. It should still pass with the probability p / q.",
        "随机数没有起作用：只要大模型给得更少就拒绝。其实仍应以 p / q 的概率通过。",
    ),
    "all-that-pass": edit(
        "passed.cumprod(dim=0).sum()",
        "passed.sum()",
        "Every token that passes is counted, also behind one that was turned down. Those were predicted as a continuation of it and go with it.",
        "把所有通过的都算上了，包括被拒绝词元之后的。它们是接着它预测的，应当一起作废。",
    ),
    "from-p": edit(
        _REST,
        "return accepted, target_probs[accepted].clone()",
        "The replacement is drawn from the large model's distribution as it is. What the small model proposed has had its chance; then tokens that it likes come out too often.",
        "替补直接从大模型的分布里抽。小模型看重的词元已经有过机会，这样它们会出现得过多。",
    ),
    "difference-folded": edit(
        ".clamp(min=0)",
        ".abs()",
        "Negative differences are folded up: tokens of which too much was proposed get a share of the replacement. Of these nothing is missing.",
        "负的差被取了绝对值：给得过多的词元也分到了替补的份额，而它们并不欠什么。",
    ),
    "not-normalised": edit(
        "surplus / surplus.sum()",
        "surplus",
        "What is left is not divided by its sum: it is not a distribution.",
        "剩下的部分没有除以总和，还不是一个分布。",
    ),
    "token-barred": edit(
        _REST,
        "rest = target_probs[accepted].index_fill(0, drafted[accepted], 0)\n"
        "    return accepted, rest / rest.sum()",
        "Only the token that was turned down is taken out of the large model's distribution. The others were proposed too, each as often as q says, and that has to be taken off as well.",
        "只把被拒绝的词元从大模型的分布里去掉了。其他词元也有被提议的机会，各自的 q 都要减掉。",
    ),
    "last-rest-at-the-end": edit(
        "if accepted == len(drafted):\n        return accepted, after_probs.clone()",
        "if accepted == len(drafted):\n        return accepted, target_probs[-1].clone()",
        "Where all tokens pass the next one is drawn from the distribution before the last of them; the large model has looked one position further.",
        "全部通过时，下一个词元用了最后一个草稿词元之前的分布；大模型已经多看了一个位置。",
    ),
    "replacement-counted": edit(
        "return accepted, surplus / surplus.sum()",
        "return accepted + 1, surplus / surplus.sum()",
        "The replacement is counted among the accepted tokens.",
        "把替补也算进了保留的个数。",
    ),
}
