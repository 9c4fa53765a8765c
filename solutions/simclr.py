"""NT-Xent loss of SimCLR, mean over all 2N views.

Chen, Kornblith, Norouzi, Hinton: A Simple Framework for Contrastive Learning (2020)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyNTXentLoss(nn.Module):
    """NT-Xent of two views [N, D] of the same samples."""

    def __init__(self, temperature: float) -> None:
        super().__init__()
        self.temperature = temperature

    def forward(self, a: Tensor, b: Tensor) -> Tensor:
        views = F.normalize(torch.cat([a, b]), dim=1)
        similarity = views @ views.T / self.temperature
        itself = torch.eye(len(views), dtype=torch.bool)
        log_probs = torch.log_softmax(similarity.masked_fill(itself, -torch.inf), dim=1)
        other = (torch.arange(len(views)) + len(a)) % len(views)
        return -log_probs.gather(1, other.unsqueeze(1)).mean()


def oracle(a: Tensor, b: Tensor, *, temperature: float) -> Tensor:
    """View by view, over the others alone."""
    views = torch.cat([a, b])
    views = views / views.norm(dim=1, keepdim=True)
    total, size = views.new_zeros(()), len(a)
    for i in range(2 * size):
        rest = torch.cat([views[:i], views[i + 1 :]])
        match = (views[i] * views[(i + size) % (2 * size)]).sum() / temperature
        total = total + torch.logsumexp(rest @ views[i] / temperature, dim=0) - match
    return total / (2 * size)


WRONG = {
    "itself-kept": edit(
        "similarity.masked_fill(itself, -torch.inf)",
        "similarity + 0 * itself",
        "Each view is among its own candidates, where it is always the best match.",
        "视图自己也在候选里，而它总是与自己最像。",
    ),
    "itself-zero": edit(
        "masked_fill(itself, -torch.inf)",
        "masked_fill(itself, 0.0)",
        "The similarity with itself is set to 0, which still counts as a candidate; it has to be minus infinity.",
        "与自己的相似度设成了 0，它仍算一个候选；应当设成负无穷。",
    ),
    "one-view-only": edit(
        "-log_probs.gather(1, other.unsqueeze(1)).mean()",
        "-log_probs.gather(1, other.unsqueeze(1))[: len(a)].mean()",
        "Only the first views look for the second; all 2N do.",
        "只有第一组视图在找第二组；2N 个视图都要找。",
    ),
    "not-normalised": edit(
        "F.normalize(torch.cat([a, b]), dim=1)",
        "torch.cat([a, b])",
        "The views are not normalised.",
        "视图没有归一化。",
    ),
    "temperature-multiplied": edit(
        "/ self.temperature",
        "* self.temperature",
        "The similarities are multiplied by the temperature.",
        "相似度乘了温度，应当除以温度。",
    ),
    "divided-by-samples": edit(
        "-log_probs.gather(1, other.unsqueeze(1)).mean()",
        "-log_probs.gather(1, other.unsqueeze(1)).sum() / len(a)",
        "The sum is divided by N; there are 2N views.",
        "除以了 N；视图有 2N 个。",
    ),
    "other-views-only": edit(
        "similarity.masked_fill(itself, -torch.inf)",
        "similarity.masked_fill(itself | (torch.arange(len(views))[:, None] // len(a) == torch.arange(len(views))[None, :] // len(a)), -torch.inf)",
        "Only views of the other set are candidates, as in InfoNCE; those of the same set are too.",
        "候选里只有另一组的视图（那是 InfoNCE）；同一组里的也应当算。",
    ),
}
