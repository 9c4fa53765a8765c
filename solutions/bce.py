"""Binary cross-entropy of logits: mean over all elements of -y log s(x) - (1-y) log(1-s(x))."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import instead


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


def _right(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """The answer, for ideas that go wrong before or after it."""
    value: Tensor = MyBCELoss()(y_pred, y_true)
    return value


def _average(y_true: Tensor, probability: Tensor) -> Tensor:
    """What comes after the probabilities, done rightly."""
    return -(y_true * probability.log() + (1 - y_true) * (1 - probability).log()).mean()


def _sigmoid_twice(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _right(y_pred.sigmoid(), y_true)


def _logits_as_probabilities(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.clamp(1e-7, 1 - 1e-7))


def _negative_term_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return -(y_true * F.logsigmoid(y_pred)).mean()


def _positive_term_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return -((1 - y_true) * F.logsigmoid(-y_pred)).mean()


def _log_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    probability = y_pred.sigmoid()
    return -(y_true * probability + (1 - y_true) * (1 - probability)).mean()


def _one_minus_log(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_prob = F.logsigmoid(y_pred)
    return -(y_true * log_prob + (1 - y_true) * (1 - log_prob)).mean()


def _log_of_mean(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return -torch.where(y_true > 0, y_pred, -y_pred).sigmoid().mean().log()


def _label_smoothing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _right(y_pred, 0.9 * y_true + 0.05)


def _large_epsilon(y_pred: Tensor, y_true: Tensor) -> Tensor:
    probability = y_pred.sigmoid()
    positive = y_true * (probability + 1e-3).log()
    return -(positive + (1 - y_true) * (1 - probability + 1e-3).log()).mean()


def _stable(y_pred: Tensor) -> Tensor:
    """log(1 + e^-|x|), the part of the stable form that is always small."""
    return torch.log1p((-y_pred.abs()).exp())


def _branches_mixed(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.relu() - y_pred * y_true + torch.log1p((-y_pred).exp())).mean()


def _max_term_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (-y_pred * y_true + _stable(y_pred)).mean()


def _label_term_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return F.softplus(y_pred).mean()


def _labels_not_signed(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return F.softplus(-y_pred * y_true).mean()


def _squared_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.sigmoid() - y_true).square().mean()


def _softmax_cross_entropy(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return -(y_true * y_pred.log_softmax(dim=1)).sum(dim=1).mean()


def _one_missing_in_log(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.relu() - y_pred * y_true - y_pred.abs()).mean()


def _hinge(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (1 - (2 * y_true - 1) * y_pred).relu().mean()


def _logit_doubled(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _right(2 * y_pred, y_true)


WRONG = {
    "sigmoid-twice": instead(
        _sigmoid_twice,
        "Sigmoid is applied twice. The second one sees numbers between 0 and 1, so no "
        "probability ever leaves 0.5 to 0.73 and the loss cannot fall far.",
        "sigmoid 做了两遍。第二遍看到的只是 0 到 1 的数，概率跑不出 0.5 到 0.73，损失降不下去。",
    ),
    "logits-as-probabilities": instead(
        _logits_as_probabilities,
        "The logits are clamped into (0, 1) and taken for probabilities. A logit of 0 "
        "means one half, not zero, and wherever the clamp bites there is no gradient.",
        "把 logits 截断到 (0, 1) 就当概率用了。logit 为 0 表示一半的把握，而不是零；被截断"
        "的地方也没有梯度。",
    ),
    "negative-term-missing": instead(
        _negative_term_missing,
        "Only elements with label 1 are scored. Answering yes to everything would cost nothing.",
        "只给标签为 1 的元素算了分，对什么都答“是”就没有任何代价。",
    ),
    "positive-term-missing": instead(
        _positive_term_missing,
        "Only elements with label 0 are scored. Answering no to everything would cost nothing.",
        "只给标签为 0 的元素算了分，对什么都答“否”就没有任何代价。",
    ),
    "log-missing": instead(
        _log_missing,
        "Probabilities are averaged without their logarithm. A confident mistake costs "
        "little more than an unsure one, and its gradient vanishes.",
        "平均的是概率，没有取对数。自信地答错不比拿不准贵多少，梯度也会消失。",
    ),
    "one-minus-log": instead(
        _one_minus_log,
        "The second term has 1 - log p instead of log(1 - p). The subtraction belongs "
        "inside the logarithm; outside, the loss of a negative falls without limit.",
        "第二项写成了 1 - log p，而不是 log(1 - p)。减法应在对数里面；放在外面，负例的损失"
        "会无止境地往下掉。",
    ),
    "log-of-mean": instead(
        _log_of_mean,
        "The probabilities given to the truth are averaged first and the logarithm is "
        "taken after. One hopeless element disappears in the average.",
        "先把给真相的概率平均，再取对数。一个错得离谱的元素会淹没在平均里。",
    ),
    "label-smoothing": instead(
        _label_smoothing,
        "The labels are smoothed by 0.1. That is a regulariser one may choose, but it is "
        "another loss; its minimum is no longer at the labels.",
        "标签做了 0.1 的平滑。它是一种可选的正则化，但已是另一个损失，最小值不再落在标签上。",
    ),
    "large-epsilon": instead(
        _large_epsilon,
        "An epsilon of about 1e-3 sits inside the logarithms. It bends the loss even at "
        "ordinary probabilities; a guard must not be visible in the result.",
        "对数里加了 1e-3 左右的 epsilon，在普通的概率上就已经改变了损失。保护措施不该在结果"
        "里看得见。",
    ),
    "branches-mixed": instead(
        _branches_mixed,
        "The two branches of the stable form are mixed, with log(1 + e^-x) instead of "
        "log(1 + e^-|x|). It is right for positive logits; negative ones pay an extra -x.",
        "稳定形式的两支混在了一起，用的是 log(1 + e^-x) 而不是 log(1 + e^-|x|)。logit 为正"
        "时没错，为负时多付了 -x。",
    ),
    "max-term-missing": instead(
        _max_term_missing,
        "The stable form has lost its first term, max(x, 0). Confident mistakes on "
        "negatives are free, and the loss can fall below zero.",
        "稳定形式丢了第一项 max(x, 0)。在负例上自信地答错不花代价，损失还能跌到零以下。",
    ),
    "label-term-missing": instead(
        _label_term_missing,
        "Every element is scored as if its label were 0; the term with x times y is "
        "missing. The labels have no influence at all.",
        "每个元素都按标签为 0 来算，少了 x 乘 y 那一项，标签完全不起作用。",
    ),
    "labels-not-signed": instead(
        _labels_not_signed,
        "The form log(1 + e^(-xy)) is for labels -1 and +1. With labels 0 and 1 every "
        "negative contributes the constant ln 2 and no gradient.",
        "log(1 + e^(-xy)) 这种写法要求标签是 -1 和 +1。标签是 0 和 1 时，每个负例只贡献常数"
        " ln 2，没有梯度。",
    ),
    "squared-error": instead(
        _squared_error,
        "Probabilities and labels are compared by squared error. It is bounded by 1, and a "
        "confident mistake gets almost no gradient.",
        "用平方误差去比较概率和标签。它最大为 1，自信地答错几乎得不到梯度。",
    ),
    "softmax-cross-entropy": instead(
        _softmax_cross_entropy,
        "This is cross-entropy with softmax over the labels of a sample. It takes exactly "
        "one of them to be true; here each is a question of its own.",
        "这是对一个样本的各标签做 softmax 的交叉熵，它假定恰有一个为真；而这里每个标签都是"
        "单独的问题。",
    ),
    "one-missing-in-log": instead(
        _one_missing_in_log,
        "The 1 inside log(1 + e^-|x|) is missing, so the logarithm undoes the exponential. "
        "What is left is piecewise linear and can be negative.",
        "log(1 + e^-|x|) 里少了那个 1，对数与指数恰好抵消，剩下的只是分段线性函数，还可能为负。",
    ),
    "hinge": instead(
        _hinge,
        "This is the hinge loss. It stops caring once an answer is right by a margin of 1, "
        "and knows nothing of probabilities.",
        "这是合页损失。答案只要对出 1 的余量它就不再理会，也不涉及概率。",
    ),
    "logit-doubled": instead(
        _logit_doubled,
        "The probabilities are those of twice the logit, as when tanh is moved into (0, 1) "
        "in place of sigmoid. Every answer counts as more certain than it is.",
        "概率是按两倍的 logit 算的，用平移到 (0, 1) 的 tanh 代替 sigmoid 就会这样。每个回答"
        "都显得比实际更有把握。",
    ),
}
