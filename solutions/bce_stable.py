"""Binary cross-entropy on logits in the form that never overflows, mean over all elements."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyBCEWithLogitsLoss(nn.Module):
    """Stable binary cross-entropy of logits [N, C] against labels 0 or 1, mean over all."""

    def forward(self, logits: Tensor, labels: Tensor) -> Tensor:
        # The exponent is never positive; log1p keeps what log(1 + e) would lose. Of two equal
        # numbers `maximum` gives each half the gradient, so it is right at a logit of 0 too.
        largest = torch.maximum(logits, torch.zeros_like(logits))
        remainder = torch.log1p(torch.exp(-logits.abs()))
        per_element = largest - logits * labels + remainder
        return per_element.mean()


def oracle(logits: Tensor, labels: Tensor) -> Tensor:
    """PyTorch's own."""
    return F.binary_cross_entropy_with_logits(logits, labels)


WRONG = {
    "branches-mixed": edit(
        "-logits.abs()",
        "-logits",
        "The exponent is -x where it should be -|x|: right for positive logits, an "
        "extra -x for negative "
        "ones, and overflow far out.",
        "指数里用了 -x 而不是 -|x|：logit 为正时没错，为负时多出 -x，再远就溢出。",
    ),
    "relu-for-abs": edit(
        "-logits.abs()",
        "-logits.clamp(min=0)",
        "The exponent is -max(x, 0) where it should be -|x|: for negative logits the "
        "remainder is stuck at "
        "ln 2.",
        "指数里用了 -max(x, 0) 而不是 -|x|：logit 为负时，余项停在 ln 2。",
    ),
    "min-for-max": edit(
        "torch.maximum(",
        "torch.minimum(",
        "The first term is min(x, 0) instead of max(x, 0); confident mistakes on "
        "negatives are rewarded.",
        "第一项写成了 min(x, 0)，应为 max(x, 0)；在负例上自信地答错反而得到奖励。",
    ),
    "abs-for-max": edit(
        "torch.maximum(logits, torch.zeros_like(logits))",
        "logits.abs()",
        "The first term is |x| instead of max(x, 0): negative logits pay twice.",
        "第一项写成了 |x|，应为 max(x, 0)：负的 logits 被多罚了一份。",
    ),
    "max-term-missing": edit(
        "largest - logits * labels",
        "-logits * labels",
        "The term max(x, 0) is missing: the loss of a confident mistake on a negative is 0.",
        "少了 max(x, 0)：在负例上自信地答错，损失为 0。",
    ),
    "label-term-missing": edit(
        "- logits * labels",
        "",
        "The term with x times y is missing: every element is scored as if its label were 0.",
        "少了 x 乘 y 那一项：每个元素都按标签为 0 来算。",
    ),
    "label-term-added": edit(
        "- logits * labels",
        "+ logits * labels",
        "The term with x times y is added; it has to be subtracted, or positives are "
        "pushed the wrong way.",
        "x 乘 y 那一项应当减去，这里却加上了，正例会被推向错误的方向。",
    ),
    "remainder-missing": edit(
        "+ remainder",
        "",
        "Only the straight parts are there; the logarithm that rounds the corner at 0 is missing.",
        "只剩两段直线，少了把 0 处的尖角磨圆的那个对数。",
    ),
    "one-missing-in-log": edit(
        "torch.log1p(",
        "torch.log(",
        "The 1 in log(1 + e^-|x|) is missing: the logarithm undoes the exponential and "
        "leaves -|x|.",
        "log(1 + e^-|x|) 里少了 1：对数抵消了指数，只剩 -|x|。",
    ),
}
