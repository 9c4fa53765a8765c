"""Focal loss: mean over all elements of -alpha_t (1 - p_t)^gamma log(p_t).

Lin, Goyal, Girshick, He, Dollar: Focal Loss for Dense Object Detection (2017), equation 5."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import instead


class MyFocalLoss(nn.Module):
    """Focal loss of logits [N, C] against labels 0 or 1, mean over all elements."""

    def __init__(self, alpha: float, gamma: float) -> None:
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred: Tensor, y_true: Tensor) -> Tensor:
        # With z = x for a positive and -x for a negative label: p_t = sigmoid(z).
        z = torch.where(y_true == 1, y_pred, -y_pred)
        log_pt = F.logsigmoid(z)
        log_one_minus_pt = F.logsigmoid(-z)
        alpha_t = self.alpha * y_true + (1 - self.alpha) * (1 - y_true)
        modulating_factor = torch.exp(self.gamma * log_one_minus_pt)
        return -(alpha_t * modulating_factor * log_pt).mean()


def oracle(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    """The same round PyTorch's `nn.BCEWithLogitsLoss`; PyTorch itself has no focal loss."""
    cross_entropy = F.binary_cross_entropy_with_logits(y_pred, y_true, reduction="none")
    p = y_pred.sigmoid()
    p_t = p * y_true + (1 - p) * (1 - y_true)
    return (_alpha_t(y_true, alpha) * (1 - p_t) ** gamma * cross_entropy).mean()


def steps(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> dict[str, Tensor]:
    """The values on the way to the result, in order."""
    z = torch.where(y_true > 0, y_pred, -y_pred)
    factor = (gamma * F.logsigmoid(-z)).exp()
    cross_entropy = -F.logsigmoid(z)
    alpha_t = _alpha_t(y_true, alpha)
    return {
        "probability": y_pred.sigmoid(),
        "p_t": z.sigmoid(),
        "alpha_t": alpha_t,
        "modulating_factor": factor,
        "cross_entropy": cross_entropy,
        "per_element": alpha_t * factor * cross_entropy,
    }


def _right(y_pred: Tensor, y_true: Tensor, alpha: float, gamma: float) -> Tensor:
    """The answer, for ideas that go wrong before or after it."""
    value: Tensor = MyFocalLoss(alpha, gamma)(y_pred, y_true)
    return value


def _alpha_t(y_true: Tensor, alpha: float) -> Tensor:
    return alpha * y_true + (1 - alpha) * (1 - y_true)


def _p_t(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return torch.where(y_true > 0, y_pred, -y_pred).sigmoid()


def _focal(p_t: Tensor, alpha_t: Tensor | float, gamma: float) -> Tensor:
    """The formula itself, done rightly from p_t and alpha_t on."""
    return -(alpha_t * (1 - p_t) ** gamma * p_t.log()).mean()


def _alpha_missing(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), 1.0, gamma)


def _alpha_for_both(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), alpha, gamma)


def _alpha_swapped(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, 1 - alpha), gamma)


def _alpha_hard_coded(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, 0.25), gamma)


def _gamma_hard_coded(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, alpha), 2)


def _both_hard_coded(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, 0.25), 2)


def _factor_missing(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, alpha), 0)


def _easy_weighted_up(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -(_alpha_t(y_true, alpha) * p_t**gamma * p_t.log()).mean()


def _p_for_p_t(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    factor = (1 - y_pred.sigmoid()) ** gamma
    return -(_alpha_t(y_true, alpha) * factor * _p_t(y_pred, y_true).log()).mean()


def _log_of_p(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    factor = (1 - _p_t(y_pred, y_true)) ** gamma
    return -(_alpha_t(y_true, alpha) * factor * F.logsigmoid(y_pred)).mean()


def _gamma_as_factor(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -(_alpha_t(y_true, alpha) * gamma * (1 - p_t) * p_t.log()).mean()


def _power_before_minus(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -(_alpha_t(y_true, alpha) * (1 - p_t**gamma) * p_t.log()).mean()


def _alpha_in_power(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -((_alpha_t(y_true, alpha) * (1 - p_t)) ** gamma * p_t.log()).mean()


def _gamma_negated(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, alpha), -gamma)


def _detached_factor(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -(_alpha_t(y_true, alpha) * ((1 - p_t) ** gamma).detach() * p_t.log()).mean()


def _logits_as_probabilities(
    y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float
) -> Tensor:
    p = y_pred.clamp(1e-7, 1 - 1e-7)
    p_t = p * y_true + (1 - p) * (1 - y_true)
    return _focal(p_t, _alpha_t(y_true, alpha), gamma)


def _sigmoid_twice(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred.sigmoid(), y_true), _alpha_t(y_true, alpha), gamma)


def _negatives_dropped(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), alpha * y_true, gamma)


def _log_missing(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -(_alpha_t(y_true, alpha) * (1 - p_t) ** gamma * p_t).mean()


def _focal_of_mean(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    cross_entropy = -_p_t(y_pred, y_true).log().mean()
    return alpha * (1 - (-cross_entropy).exp()) ** gamma * cross_entropy


def _factors_averaged(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -((1 - p_t) ** gamma).mean() * (_alpha_t(y_true, alpha) * p_t.log()).mean()


def _divided_by_positives(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    total = _right(y_pred, y_true, alpha, gamma) * y_pred.numel()
    return total / y_true.sum().clamp(min=1)


def _sum_over_labels(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _right(y_pred, y_true, alpha, gamma) * y_pred.shape[1]


def _log_base_two(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _right(y_pred, y_true, alpha, gamma) / math.log(2)


def _alpha_on_positives_only(
    y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float
) -> Tensor:
    return _focal(_p_t(y_pred, y_true), alpha * y_true + (1 - y_true), gamma)


def _parameters_swapped(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, gamma), alpha)


def _gamma_rounded(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, alpha), int(gamma))


def _negatives_not_modulated(
    y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float
) -> Tensor:
    factor = y_true * (1 - y_pred.sigmoid()) ** gamma + (1 - y_true)
    return -(_alpha_t(y_true, alpha) * factor * _p_t(y_pred, y_true).log()).mean()


def _divided_by_weights(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    total = _right(y_pred, y_true, alpha, gamma) * y_pred.numel()
    return total / _alpha_t(y_true, alpha).sum()


def _log_detached(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -(_alpha_t(y_true, alpha) * (1 - p_t) ** gamma * p_t.detach().log()).mean()


def _no_gradient(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    value = _right(y_pred.detach(), y_true, alpha, gamma)
    return value + (0 * y_pred).sum()


WRONG = {
    "alpha-missing": instead(
        _alpha_missing,
        "The class weight is missing. The loss still focuses on hard elements, but "
        "positives and negatives are no longer balanced.",
        "少了类别权重。难样本仍受关注，但正负例之间不再平衡。",
    ),
    "alpha-for-both": instead(
        _alpha_for_both,
        "Both classes get the weight alpha. It then only scales the loss and balances "
        "nothing; negatives should get 1 - alpha.",
        "两类都乘了 alpha。这样它只是整体缩放，起不到平衡作用；负例的权重应是 1 - alpha。",
    ),
    "alpha-swapped": instead(
        _alpha_swapped,
        "The weights are exchanged, positives get 1 - alpha and negatives alpha. The class "
        "that was to be strengthened is weakened.",
        "权重给反了，正例得了 1 - alpha，负例得了 alpha。想加强的那一类反被削弱。",
    ),
    "alpha-hard-coded": instead(
        _alpha_hard_coded,
        "The weight is fixed at 0.25, whatever alpha the constructor was given.",
        "权重写死成了 0.25，构造函数传进来的 alpha 没有用上。",
    ),
    "gamma-hard-coded": instead(
        _gamma_hard_coded,
        "The exponent is fixed at 2, whatever gamma the constructor was given.",
        "指数写死成了 2，构造函数传进来的 gamma 没有用上。",
    ),
    "both-hard-coded": instead(
        _both_hard_coded,
        "Weight and exponent are fixed at 0.25 and 2; neither of the constructor's "
        "arguments has any effect.",
        "权重和指数写死成了 0.25 和 2，构造函数的两个参数都不起作用。",
    ),
    "factor-missing": instead(
        _factor_missing,
        "The modulating factor is missing. What remains is weighted binary cross-entropy, "
        "in which easy elements count in full.",
        "少了调制因子，剩下的是加权二元交叉熵，容易的元素照样全额计入。",
    ),
    "easy-weighted-up": instead(
        _easy_weighted_up,
        "The factor is a power of p_t instead of 1 - p_t. It silences the hard elements "
        "and keeps the easy ones, the reverse of focusing.",
        "因子用了 p_t 的幂而不是 1 - p_t 的幂。难的被压下去，容易的留了下来，与聚焦正好相反。",
    ),
    "p-for-p-t": instead(
        _p_for_p_t,
        "The factor is built from p for both classes, without regard to the label. "
        "Negatives that the model gets wrong are silenced and the easy ones kept.",
        "不管标签是什么，因子都由 p 算出。答错的负例被压下去，容易的反而留了下来。",
    ),
    "log-of-p": instead(
        _log_of_p,
        "The logarithm is of p for both classes and not of p_t. Negatives are rewarded for "
        "a higher probability.",
        "对数取的是 p 而不是 p_t，两类都这样。负例的概率越高，损失反而越低。",
    ),
    "gamma-as-factor": instead(
        _gamma_as_factor,
        "Gamma multiplies 1 - p_t instead of being its exponent. Easy elements then fade "
        "linearly only, and gamma merely scales the loss.",
        "gamma 成了 1 - p_t 的系数而不是指数。容易的元素只按线性淡出，gamma 也只是整体缩放。",
    ),
    "power-before-minus": instead(
        _power_before_minus,
        "The power is taken before the subtraction, giving 1 - p_t^gamma. That factor "
        "stays near 1 until p_t is almost 1, so easy elements hardly fade.",
        "先乘方再做减法，成了 1 - p_t^gamma。p_t 快到 1 之前它都接近 1，容易的元素几乎没有淡出。",
    ),
    "alpha-in-power": instead(
        _alpha_in_power,
        "Alpha_t stands inside the power, so its effect depends on gamma. The balance of "
        "the classes shifts whenever the focus is tuned.",
        "alpha_t 被放进了乘方里，它的作用随 gamma 而变，一调聚焦程度，类别平衡就跟着动。",
    ),
    "gamma-negated": instead(
        _gamma_negated,
        "The exponent has the wrong sign. Easy elements are amplified without bound.",
        "指数的符号反了，容易的元素被无限放大。",
    ),
    "detached-factor": instead(
        _detached_factor,
        "The number is right, but the modulating factor is cut off from the graph. A part "
        "of the gradient, which pushes p_t further where the factor changes fast, is lost.",
        "数值对，但调制因子与计算图断开了。因子变化快的地方本该多推一把的那部分梯度丢了。",
    ),
    "logits-as-probabilities": instead(
        _logits_as_probabilities,
        "The logits are clamped into (0, 1) and taken for probabilities. A logit of 0 "
        "means one half, not zero, and wherever the clamp bites there is no gradient.",
        "把 logits 截断到 (0, 1) 就当概率用了。logit 为 0 表示一半的把握，而不是零；被截断"
        "的地方也没有梯度。",
    ),
    "sigmoid-twice": instead(
        _sigmoid_twice,
        "Sigmoid is applied twice. The second one sees numbers between 0 and 1, so no "
        "element is ever surely negative or surely easy.",
        "sigmoid 做了两遍。第二遍看到的只是 0 到 1 的数，没有哪个元素能被判为确定的负例，也"
        "没有谁真正“容易”。",
    ),
    "negatives-dropped": instead(
        _negatives_dropped,
        "Only elements with label 1 are counted. Answering yes to everything would cost nothing.",
        "只算了标签为 1 的元素，对什么都答“是”就没有任何代价。",
    ),
    "log-missing": instead(
        _log_missing,
        "Where log p_t belongs stands p_t itself. The loss is bounded, and a confident "
        "mistake gets almost no gradient.",
        "该写 log p_t 的地方写了 p_t 本身。损失有界，自信地答错几乎得不到梯度。",
    ),
    "focal-of-mean": instead(
        _focal_of_mean,
        "The cross-entropy is averaged first, and one modulating factor is computed from "
        "the average. No element is weighted by its own difficulty any more.",
        "先把交叉熵平均，再用平均值算出唯一一个调制因子。每个元素不再按自己的难易加权。",
    ),
    "factors-averaged": instead(
        _factors_averaged,
        "The modulating factors and the cross-entropies are averaged separately and then "
        "multiplied. The factor has to meet its own element before the mean.",
        "调制因子与交叉熵分别平均后才相乘。因子要先与自己的元素相乘，然后才能取平均。",
    ),
    "divided-by-positives": instead(
        _divided_by_positives,
        "The sum is divided by the number of positives, as detectors do. The mean over all "
        "elements was asked for.",
        "求和后除以了正例的个数，这是检测器里的做法。题目要的是全部元素的平均。",
    ),
    "sum-over-labels": instead(
        _sum_over_labels,
        "The labels of a sample are summed and only the batch is averaged. Here every "
        "element counts on its own; the loss and its gradient grow with the number of "
        "labels.",
        "沿标签求了和、只对批次平均。这里每个元素单独计数，否则损失和梯度都随标签数变大。",
    ),
    "log-base-two": instead(
        _log_base_two,
        "The logarithm has base 2, where the formula has the natural one. Value and "
        "gradient come out larger by 1/ln 2.",
        "对数用了以 2 为底，而公式用的是自然对数，数值和梯度都大了 1/ln 2 倍。",
    ),
    "alpha-on-positives-only": instead(
        _alpha_on_positives_only,
        "Positives are weighted by alpha and negatives by 1. Lowering alpha then no longer "
        "gives the negatives more, and the total weight changes with it.",
        "正例乘了 alpha，负例的权重却是 1。这样调低 alpha 并不会给负例更多，总的权重还会跟着变。",
    ),
    "parameters-swapped": instead(
        _parameters_swapped,
        "Alpha and gamma have changed places, the exponent is alpha, and gamma weighs the "
        "classes, which can make the loss negative.",
        "alpha 和 gamma 的位置对调了：alpha 成了指数，gamma 成了类别权重，损失还可能为负。",
    ),
    "gamma-rounded": instead(
        _gamma_rounded,
        "Gamma is rounded down to a whole number. Exponents in between, which tuning "
        "needs, have no effect.",
        "gamma 被向下取整了，调参时要用的非整数指数不起作用。",
    ),
    "negatives-not-modulated": instead(
        _negatives_not_modulated,
        "Only positives carry a modulating factor. Easy negatives, the crowd that focal "
        "loss is made to silence, count in full.",
        "只有正例乘了调制因子。容易的负例照样全额计入，而 Focal Loss 要压下去的正是它们。",
    ),
    "divided-by-weights": instead(
        _divided_by_weights,
        "The sum is divided by the sum of the class weights, as weighted cross-entropy in "
        "PyTorch does. The mean over all elements was asked for.",
        "求和后除以了类别权重之和，PyTorch 的加权交叉熵是这么做的。题目要的是全部元素的平均。",
    ),
    "log-detached": instead(
        _log_detached,
        "The number is right, but the logarithm is cut off from the graph. Only the "
        "modulating factor passes a gradient, and with gamma = 0 there is none.",
        "数值对，但对数那一项与计算图断开了。只剩调制因子能传梯度，gamma 为 0 时就什么也没有。",
    ),
    "no-gradient": instead(
        _no_gradient,
        "The number is right, but it no longer depends on `y_pred` as far as autograd can "
        "see. Training with it changes nothing.",
        "数值对，但在 autograd 看来它与 `y_pred` 已经无关，用它训练什么也不会变。",
    ),
}
