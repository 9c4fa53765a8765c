"""Cosine embedding loss of pairs, mean over pairs."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyCosineEmbeddingLoss(nn.Module):
    """Cosine loss of vectors [N, D] in pairs, with signs -1 or 1 [N]."""

    def __init__(self, margin: float) -> None:
        super().__init__()
        self.margin = margin

    def forward(self, a: Tensor, b: Tensor, signs: Tensor) -> Tensor:
        lengths = torch.linalg.vector_norm(a, dim=1) * torch.linalg.vector_norm(b, dim=1)
        cosine = (a * b).sum(dim=1) / lengths
        together = 1 - cosine
        apart = torch.relu(cosine - self.margin)
        return torch.where(signs > 0, together, apart).mean()


def oracle(a: Tensor, b: Tensor, signs: Tensor, *, margin: float) -> Tensor:
    """PyTorch's own."""
    return F.cosine_embedding_loss(a, b, signs, margin=margin)


WRONG = {
    "signs-reversed": edit(
        "signs > 0",
        "signs < 0",
        "The signs are taken the other way round: 1 means that a pair belongs together.",
        "符号含义反了：1 表示相配。",
    ),
    "not-normalised": edit(
        "(a * b).sum(dim=1) / lengths",
        "(a * b).sum(dim=1) + 0 * lengths",
        "The dot product is not divided by the lengths.",
        "点积没有除以长度。",
    ),
    "margin-on-both": edit(
        "1 - cosine",
        "torch.relu(1 - self.margin - cosine)",
        "Pairs that belong together get a margin too.",
        "相配的一对也用了间隔。",
    ),
    "margin-on-the-wrong-side": edit(
        "torch.relu(cosine - self.margin)",
        "torch.relu(self.margin - cosine)",
        "Pairs that do not belong together are pulled up to the margin; they should stay below it.",
        "不相配的一对被拉到间隔以上；应当留在间隔以下。",
    ),
    "hinge-missing": edit(
        "torch.relu(cosine - self.margin)",
        "(cosine - self.margin)",
        "The maximum with 0 is missing: different pairs are pushed until they point against each other.",
        "少了与 0 取最大：不相配的一对会一直推到方向相反。",
    ),
    "margin-missing": edit(
        "torch.relu(cosine - self.margin)",
        "torch.relu(cosine)",
        "The margin is left out.",
        "没有用间隔。",
    ),
    "squared-error": edit(
        "torch.where(signs > 0, together, apart)",
        "((cosine - (signs > 0).to(cosine.dtype)).square() + 0 * together + 0 * apart)",
        "That is the squared error of the cosine against 1 or 0.",
        "这是余弦对 1 或 0 的平方误差。",
    ),
}
