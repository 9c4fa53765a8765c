"""Binary cross-entropy of logits: mean over all elements of -y log s(x) - (1-y) log(1-s(x))."""

import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyBCELoss(nn.Module):
    """Binary cross-entropy of logits [N, C] against labels 0 or 1, mean over all elements."""

    def forward(self, y_pred: Tensor, y_true: Tensor) -> Tensor:
        # log(sigmoid(x)) as one operation never takes log(0), and 1 - sigmoid(x) is sigmoid(-x).
        positive = y_true * F.logsigmoid(y_pred)
        negative = (1 - y_true) * F.logsigmoid(-y_pred)
        return -(positive + negative).mean()


def oracle(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """The same by PyTorch's `nn.BCEWithLogitsLoss`."""
    return F.binary_cross_entropy_with_logits(y_pred, y_true)


def steps(y_pred: Tensor, y_true: Tensor) -> dict[str, Tensor]:
    """The values on the way to the result, in order."""
    positive = y_true * F.logsigmoid(y_pred)
    negative = (1 - y_true) * F.logsigmoid(-y_pred)
    return {
        "probability": y_pred.sigmoid(),
        "positive_term": positive,
        "negative_term": negative,
        "per_element": -(positive + negative),
    }


WRONG = {
    "logits-as-probabilities": edit(
        "F.logsigmoid(y_pred)\n        negative = (1 - y_true) * F.logsigmoid(-y_pred)",
        "y_pred.clamp(1e-7, 1 - 1e-7).log()\n"
        "        negative = (1 - y_true) * (1 - y_pred.clamp(1e-7, 1 - 1e-7)).log()",
        "The logits are clamped into (0, 1) and taken for probabilities. A logit of 0 "
        "means one half, not zero, and wherever the clamp bites there is no gradient.",
        "把 logits 截断到 (0, 1) 就当概率用了。logit 为 0 表示一半的把握，而不是零；被截断"
        "的地方也没有梯度。",
    ),
    "negative-term-missing": edit(
        "-(positive + negative).mean()",
        "-positive.mean()",
        "Only elements with label 1 are scored. Answering yes to everything would cost nothing.",
        "只给标签为 1 的元素算了分，对什么都答“是”就没有任何代价。",
    ),
    "positive-term-missing": edit(
        "-(positive + negative).mean()",
        "-negative.mean()",
        "Only elements with label 0 are scored. Answering no to everything would cost nothing.",
        "只给标签为 0 的元素算了分，对什么都答“否”就没有任何代价。",
    ),
    "branches-mixed": edit(
        "-(positive + negative).mean()",
        "(y_pred.relu() - y_pred * y_true + (-y_pred).exp().log1p()).mean()",
        "The two branches of the stable form are mixed, with log(1 + e^-x) instead of "
        "log(1 + e^-|x|). It is right for positive logits; negative ones pay an extra -x.",
        "稳定形式的两支混在了一起，用的是 log(1 + e^-x) 而不是 log(1 + e^-|x|)。logit 为正"
        "时没错，为负时多付了 -x。",
    ),
    "max-term-missing": edit(
        "-(positive + negative).mean()",
        "(F.softplus(-y_pred.abs()) - y_pred * y_true).mean()",
        "The stable form has lost its first term, max(x, 0). Confident mistakes on "
        "negatives are free, and the loss can fall below zero.",
        "稳定形式丢了第一项 max(x, 0)。在负例上自信地答错不花代价，损失还能跌到零以下。",
    ),
    "labels-not-signed": edit(
        "-(positive + negative).mean()",
        "F.softplus(-y_pred * y_true).mean()",
        "The form log(1 + e^(-xy)) is for labels -1 and +1. With labels 0 and 1 every "
        "negative contributes the constant ln 2 and no gradient.",
        "log(1 + e^(-xy)) 这种写法要求标签是 -1 和 +1。标签是 0 和 1 时，每个负例只贡献常数"
        " ln 2，没有梯度。",
    ),
    "squared-error": edit(
        "-(positive + negative).mean()",
        "(y_pred.sigmoid() - y_true).square().mean()",
        "Probabilities and labels are compared by squared error. It is bounded by 1, and a "
        "confident mistake gets almost no gradient.",
        "用平方误差去比较概率和标签。它最大为 1，自信地答错几乎得不到梯度。",
    ),
    "softmax-cross-entropy": edit(
        "-(positive + negative).mean()",
        "-(y_true * y_pred.log_softmax(dim=1)).sum(dim=1).mean()",
        "This is cross-entropy with softmax over the labels of a sample. It takes exactly "
        "one of them to be true; here each is a question of its own.",
        "这是对一个样本的各标签做 softmax 的交叉熵，它假定恰有一个为真；而这里每个标签都是"
        "单独的问题。",
    ),
    "hinge": edit(
        "-(positive + negative).mean()",
        "(1 - (2 * y_true - 1) * y_pred).relu().mean()",
        "This is the hinge loss. It stops caring once an answer is right by a margin of 1, "
        "and knows nothing of probabilities.",
        "这是合页损失。答案只要对出 1 的余量它就不再理会，也不涉及概率。",
    ),
    "logit-doubled": edit(
        "F.logsigmoid(y_pred)\n        negative = (1 - y_true) * F.logsigmoid(-y_pred)",
        "F.logsigmoid(2 * y_pred)\n        negative = (1 - y_true) * F.logsigmoid(-2 * y_pred)",
        "The probabilities are those of twice the logit, as when tanh is moved into (0, 1) "
        "in place of sigmoid. Every answer counts as more certain than it is.",
        "概率是按两倍的 logit 算的，用平移到 (0, 1) 的 tanh 代替 sigmoid 就会这样。每个回答"
        "都显得比实际更有把握。",
    ),
}
