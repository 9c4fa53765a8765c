"""Cross-entropy of a linear layer in chunks of rows, each computed again in the backward pass."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.utils.checkpoint import checkpoint

from solutions import edit, instead


class MyChunkedLinearCE(nn.Module):
    """Mean loss of the logits hidden [N, D] @ weight.T [D, V], which are never all there."""

    def __init__(self, chunk: int) -> None:
        super().__init__()
        self.chunk = chunk

    def part(self, rows: Tensor, weight: Tensor, ids: Tensor) -> Tensor:
        """The sum of the losses of a chunk."""
        logits = rows @ weight.T
        picked = logits.gather(1, ids.unsqueeze(1)).squeeze(1)
        return (logits.logsumexp(dim=1) - picked).sum()

    def forward(self, hidden: Tensor, weight: Tensor, target: Tensor) -> Tensor:
        total = hidden.new_zeros(())
        for start in range(0, len(hidden), self.chunk):
            rows, ids = (each[start : start + self.chunk] for each in (hidden, target))
            total = total + checkpoint(self.part, rows, weight, ids, use_reentrant=False)
        return total / len(hidden)


def oracle(hidden: Tensor, weight: Tensor, target: Tensor, *, chunk: int) -> Tensor:
    """PyTorch's own, of all logits at once: the chunk means nothing to the result."""
    return F.cross_entropy(hidden @ weight.T, target)


def _mean(rows: Tensor, weight: Tensor, ids: Tensor) -> Tensor:
    return -(rows @ weight.T).log_softmax(dim=1)[torch.arange(len(ids)), ids].mean()


def _mean_of_means(hidden: Tensor, weight: Tensor, target: Tensor, *, chunk: int) -> Tensor:
    starts = range(0, len(hidden), chunk)
    means = [_mean(hidden[s : s + chunk], weight, target[s : s + chunk]) for s in starts]
    return torch.stack(means).mean()


def _rest_dropped(hidden: Tensor, weight: Tensor, target: Tensor, *, chunk: int) -> Tensor:
    whole = len(hidden) // chunk * chunk or len(hidden)
    return _mean(hidden[:whole], weight, target[:whole])


WRONG = {
    "mean-of-means": instead(
        _mean_of_means,
        "The means of the chunks are averaged: the rows of a last chunk that is shorter count for more than the others.",
        "对各块的平均再取平均：最后一块较短时，其中的行占的分量比别的行大。",
    ),
    "rest-dropped": instead(
        _rest_dropped,
        "Only whole chunks are counted; the rows that are left over at the end are dropped.",
        "只算了完整的块，最后剩下的几行被丢掉了。",
    ),
    "divided-by-the-chunk": edit(
        "total / len(hidden)",
        "total / self.chunk",
        "The sum is divided by the size of a chunk; the mean over all rows was asked for.",
        "求和后除以了一块的行数；题目要的是对所有行取平均。",
    ),
    "summed": edit(
        "total / len(hidden)",
        "total",
        "The losses of the rows are summed; the mean was asked for.",
        "各行的损失求了和；题目要的是平均。",
    ),
}
