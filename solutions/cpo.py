"""Contrastive preference optimization: preference over pairs, and likelihood over tokens.

Xu et al.: Contrastive Preference Optimization, Pushing the Boundaries of LLM Performance in
Machine Translation (2024)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import Draw, edit, further


class MyCPOLoss(nn.Module):
    """CPO of summed log-probabilities [N] and lengths [N] of the preferred responses."""

    def __init__(self, beta: float, alpha: float) -> None:
        super().__init__()
        self.beta = beta
        self.alpha = alpha

    def forward(self, chosen: Tensor, rejected: Tensor, length_chosen: Tensor) -> Tensor:
        margin = self.beta * (chosen - rejected)
        preference = -F.logsigmoid(margin).mean()
        nll = -chosen.sum() / length_chosen.sum()
        return preference + self.alpha * nll


def oracle(
    chosen: Tensor, rejected: Tensor, length_chosen: Tensor, *, beta: float, alpha: float
) -> Tensor:
    """As a softmax of two; the likelihood as a mean of token means weighted by length."""
    both = torch.stack([chosen, rejected], dim=1) * beta
    first = both.logsumexp(dim=1) - both[:, 0]
    share = length_chosen / length_chosen.sum()
    return first.mean() - alpha * (share * (chosen / length_chosen)).sum()


@further
def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Pairs near each other, and at times hundreds apart."""
    chosen, rejected = draw.responses(sizes["N"])
    return {"chosen": chosen, "rejected": rejected}


WRONG = {
    "likelihood-per-pair": edit(
        "-chosen.sum() / length_chosen.sum()",
        "-chosen.mean()",
        "The likelihood is averaged over responses, not over their tokens: that is the paper's, and far larger.",
        "似然是对回复而不是对词元取的平均：那是论文的写法，数值大得多。",
    ),
    "mean-of-means": edit(
        "-chosen.sum() / length_chosen.sum()",
        "-(chosen / length_chosen).mean()",
        "Each response is averaged on its own first: tokens of short responses weigh more.",
        "先在每条回复内取了平均：短回复里的词元权重更大。",
    ),
    "likelihood-of-rejected": edit(
        "-chosen.sum() / length_chosen.sum()",
        "-rejected.sum() / length_chosen.sum()",
        "The fine-tuning term holds up the response that was not preferred.",
        "微调项保住的是不受喜欢的那条回复。",
    ),
    "likelihood-missing": edit(
        "preference + self.alpha * nll",
        "preference",
        "The fine-tuning term is missing: both responses may become less likely together.",
        "少了微调项：两条回复的概率可能一起下降。",
    ),
    "alpha-missing": edit(
        "self.alpha * nll",
        "nll",
        "The fine-tuning term is not weighted by alpha.",
        "微调项没有乘 alpha。",
    ),
    "alpha-on-both": edit(
        "preference + self.alpha * nll",
        "(1 - self.alpha) * preference + self.alpha * nll",
        "The two terms are mixed; alpha only weighs the second.",
        "两项成了加权平均；alpha 只乘第二项。",
    ),
    "pair-reversed": edit(
        "chosen - rejected",
        "rejected - chosen",
        "The pair is the wrong way round.",
        "一对的顺序反了。",
    ),
    "length-normalised": edit(
        "chosen - rejected",
        "chosen / length_chosen - rejected / length_chosen",
        "The preference term is divided by a length, as in SimPO; here it takes sums.",
        "偏好项除以了长度，那是 SimPO 的做法；这里用的是和。",
    ),
}
