"""Tversky loss, per sample, smoothed in numerator and denominator, mean over samples."""

from torch import Tensor, nn

from solutions import edit


class MyTverskyLoss(nn.Module):
    """Tversky loss of probabilities [N, P] and masks [N, P]."""

    def __init__(self, alpha: float, beta: float, smooth: float) -> None:
        super().__init__()
        self.alpha = alpha
        self.beta = beta
        self.smooth = smooth

    def forward(self, probs: Tensor, labels: Tensor) -> Tensor:
        hits = (probs * labels).sum(dim=1)
        alarms = (probs * (1 - labels)).sum(dim=1)
        misses = ((1 - probs) * labels).sum(dim=1)
        weighted = hits + self.alpha * alarms + self.beta * misses
        return (1 - (hits + self.smooth) / (weighted + self.smooth)).mean()


def oracle(probs: Tensor, labels: Tensor, *, alpha: float, beta: float, smooth: float) -> Tensor:
    """From the overlap and both areas, sample by sample."""
    total = probs.new_zeros(())
    for p, y in zip(probs, labels, strict=True):
        overlap = p @ y
        below = (1 - alpha - beta) * overlap + alpha * p.sum() + beta * y.sum() + smooth
        total = total + (below - overlap - smooth) / below
    return total / len(probs)


WRONG = {
    "weights-exchanged": edit(
        "self.alpha * alarms + self.beta * misses",
        "self.beta * alarms + self.alpha * misses",
        "Alpha weighs the misses and beta the false alarms; here it is the other way round.",
        "alpha 乘在了漏报上，beta 乘在了误报上；这里正好相反。",
    ),
    "smooth-below-only": edit(
        "(hits + self.smooth)",
        "(hits)",
        "The smoothing stands in the denominator only.",
        "平滑项只加在分母上。",
    ),
    "one-minus-missing": edit(
        "(1 - (hits + self.smooth) / (weighted + self.smooth))",
        "((hits + self.smooth) / (weighted + self.smooth))",
        "That is the index; the loss is 1 less it.",
        "这是指数本身；损失是 1 减去它。",
    ),
    "dice": edit(
        "(1 - (hits + self.smooth) / (weighted + self.smooth))",
        "(1 - (2 * hits + self.smooth) / (2 * hits + alarms + misses + self.smooth + 0 * weighted))",
        "That is Dice: the weights are left out.",
        "这是 Dice：没有用两个权重。",
    ),
    "hits-not-counted": edit(
        "hits + self.alpha * alarms + self.beta * misses",
        "self.alpha * alarms + self.beta * misses",
        "The hits are left out of the denominator.",
        "分母里漏掉了命中。",
    ),
    "misses-of-background": edit(
        "((1 - probs) * labels)",
        "((1 - probs) * (1 - labels))",
        "The true negatives stand where the misses belong.",
        "该用漏报的地方用了正确的背景。",
    ),
}
