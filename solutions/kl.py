"""KL divergence D(P || Q) with P = softmax(y_true) and Q = softmax(y_pred), mean over samples."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import instead


class MyKLDivLoss(nn.Module):
    """D(P || Q) for P = softmax(y_true) and Q = softmax(y_pred), both [N, C], mean over N."""

    def forward(self, y_pred: Tensor, y_true: Tensor) -> Tensor:
        # Both logarithms directly from the logits; P itself is needed as a weight only.
        log_q = F.log_softmax(y_pred, dim=1)
        log_p = F.log_softmax(y_true, dim=1)
        per_sample = (log_p.exp() * (log_p - log_q)).sum(dim=1)
        return per_sample.mean()


def oracle(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """The same by PyTorch's `nn.KLDivLoss(reduction="batchmean")`, with what it asks for."""
    log_q, p = F.log_softmax(y_pred, dim=1), F.softmax(y_true, dim=1)
    return F.kl_div(log_q, p, reduction="batchmean")


def steps(y_pred: Tensor, y_true: Tensor) -> dict[str, Tensor]:
    """The values on the way to the result, in order."""
    log_q = F.log_softmax(y_pred, dim=1)
    log_p = F.log_softmax(y_true, dim=1)
    p = log_p.exp()
    terms = p * (log_p - log_q)
    return {
        "log_q": log_q,
        "p": p,
        "log_ratio": log_p - log_q,
        "terms": terms,
        "per_sample": terms.sum(dim=1),
    }


def _right(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """The answer, for ideas that go wrong before or after it."""
    value: Tensor = MyKLDivLoss()(y_pred, y_true)
    return value


def _expectation(p: Tensor, log_ratio: Tensor) -> Tensor:
    """What comes after the logarithms, done rightly."""
    return (p * log_ratio).sum(dim=1).mean()


def _logs(y_pred: Tensor, y_true: Tensor) -> tuple[Tensor, Tensor]:
    return y_pred.log_softmax(dim=1), y_true.log_softmax(dim=1)


def _reverse(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _right(y_true, y_pred)


def _weights_not_normalised(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return _expectation(y_true, log_p - log_q)


def _target_as_log_probs(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _expectation(y_true.exp(), y_true - y_pred.log_softmax(dim=1))


def _prediction_not_normalised(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_p = y_true.log_softmax(dim=1)
    return _expectation(log_p.exp(), log_p - y_pred)


def _entropy_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return -_expectation(log_p.exp(), log_q)


def _prediction_without_log(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return _expectation(log_p.exp(), log_p - log_q.exp())


def _difference_for_log_ratio(y_pred: Tensor, y_true: Tensor) -> Tensor:
    p, q = y_true.softmax(dim=1), y_pred.softmax(dim=1)
    return _expectation(p, p - q)


def _ratio_without_log(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return _expectation(log_p.exp(), (log_p - log_q).exp())


def _softmax_over_batch(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = y_pred.log_softmax(dim=0), y_true.log_softmax(dim=0)
    return _expectation(log_p.exp(), log_p - log_q)


def _unweighted(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return (log_p - log_q).sum(dim=1).mean()


def _log_weights(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return _expectation(log_p, log_p - log_q)


def _symmetric(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (_right(y_pred, y_true) + _right(y_true, y_pred)) / 2


def _jensen_shannon(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    middle = torch.logaddexp(log_q, log_p) - math.log(2)
    to_p = _expectation(log_p.exp(), log_p - middle)
    return (to_p + _expectation(log_q.exp(), log_q - middle)) / 2


def _prediction_softmaxed_twice(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _right(y_pred.softmax(dim=1), y_true)


def _target_softmaxed_twice(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _right(y_pred, y_true.softmax(dim=1))


def _sigmoid_for_softmax(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = F.logsigmoid(y_pred), F.logsigmoid(y_true)
    return _expectation(log_p.exp(), log_p - log_q)


def _hard_target(y_pred: Tensor, y_true: Tensor) -> Tensor:
    top = y_true.argmax(dim=1, keepdim=True)
    return -y_pred.log_softmax(dim=1).gather(1, top).mean()


def _averaged_distributions(y_pred: Tensor, y_true: Tensor) -> Tensor:
    p, q = y_true.softmax(dim=1).mean(dim=0), y_pred.softmax(dim=1).mean(dim=0)
    return (p * (p.log() - q.log())).sum()


def _absolute_terms(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return _expectation(log_p.exp(), (log_p - log_q).abs())


def _squared_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_true.softmax(dim=1) - y_pred.softmax(dim=1)).square().sum(dim=1).mean()


def _large_epsilon(y_pred: Tensor, y_true: Tensor) -> Tensor:
    p, q = y_true.softmax(dim=1), y_pred.softmax(dim=1)
    return _expectation(p, (p + 1e-3).log() - (q + 1e-3).log())


def _epsilon_in_log(y_pred: Tensor, y_true: Tensor) -> Tensor:
    p, q = y_true.softmax(dim=1), y_pred.softmax(dim=1)
    return _expectation(p, (p + 1e-8).log() - (q + 1e-8).log())


def _through_probabilities(y_pred: Tensor, y_true: Tensor) -> Tensor:
    p, q = y_true.softmax(dim=1), y_pred.softmax(dim=1)
    return _expectation(p, p.log() - q.log())


def _no_gradient(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _right(y_pred.detach(), y_true) + (0 * y_pred).sum()


def _tempered(y_pred: Tensor, y_true: Tensor, temperature: float) -> Tensor:
    return _right(y_pred / temperature, y_true / temperature)


def _temperature_two(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _tempered(y_pred, y_true, 2)


def _temperature_three(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _tempered(y_pred, y_true, 3)


def _temperature_four(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _tempered(y_pred, y_true, 4)


def _temperature_two_squared(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return 4 * _tempered(y_pred, y_true, 2)


def _temperature_three_squared(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return 9 * _tempered(y_pred, y_true, 3)


def _temperature_four_squared(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return 16 * _tempered(y_pred, y_true, 4)


def _softmax_over_all(y_pred: Tensor, y_true: Tensor) -> Tensor:
    p = y_true.flatten().log_softmax(dim=0)
    q = y_pred.flatten().log_softmax(dim=0)
    return (p.exp() * (p - q)).sum() / y_pred.shape[0]


WRONG = {
    "reverse": instead(
        _reverse,
        "The roles are exchanged, this is D(Q || P), weighted by the prediction. That one "
        "lets the model ignore parts of the truth as long as what it does predict is "
        "plausible.",
        "两个分布的角色反了，算成了以预测加权的 D(Q || P)。它允许模型漏掉真相的一部分，只要"
        "预测到的部分说得过去。",
    ),
    "weights-not-normalised": instead(
        _weights_not_normalised,
        "The terms are weighted by the raw logits of P, not by its probabilities. Weights "
        "can then be negative, and they do not sum to 1.",
        "用 P 的原始 logits 而不是它的概率来加权，权重可能为负，加起来也不是 1。",
    ),
    "target-as-log-probs": instead(
        _target_as_log_probs,
        "The target's logits are taken for log-probabilities. They were never normalised, "
        "so exp of them does not sum to 1.",
        "把目标的 logits 当成了对数概率。它们没有归一化，取指数之后加起来不等于 1。",
    ),
    "prediction-not-normalised": instead(
        _prediction_not_normalised,
        "The prediction's logits are taken for log-probabilities. Without normalising, "
        "raising all of them lowers the loss for nothing.",
        "把预测的 logits 当成了对数概率。没有归一化，把它们一起抬高就能白白压低损失。",
    ),
    "entropy-missing": instead(
        _entropy_missing,
        "This is the cross-entropy H(P, Q); the entropy of P has not been taken off. The "
        "gradient is the same, but the value is not zero when the distributions agree.",
        "这是交叉熵 H(P, Q)，没有减去 P 的熵。梯度一样，但两个分布相同时数值不为零。",
    ),
    "prediction-without-log": instead(
        _prediction_without_log,
        "The probability of Q is subtracted where its logarithm belongs. A Q close to zero "
        "then costs next to nothing.",
        "该减 Q 的对数，却减了 Q 的概率。这样 Q 接近零几乎不用付代价。",
    ),
    "difference-for-log-ratio": instead(
        _difference_for_log_ratio,
        "Probabilities are subtracted, with no logarithm on either side. What is left is a "
        "polynomial, not an information, and it can be negative.",
        "直接拿概率相减，两边都没有取对数。剩下的只是多项式，不是信息量，还可能为负。",
    ),
    "ratio-without-log": instead(
        _ratio_without_log,
        "The terms have the ratio P/Q itself and not its logarithm. The result is at least "
        "1 even for equal distributions, and explodes where Q is small.",
        "用的是比值 P/Q 本身而不是它的对数。两个分布相同时结果也至少是 1，Q 小的地方还会爆炸。",
    ),
    "softmax-over-batch": instead(
        _softmax_over_batch,
        "The softmax runs along the batch, so it makes a distribution over samples. The "
        "rows, which are compared, do not sum to 1.",
        "softmax 沿着批次那个轴做了，得到的是样本之间的分布；而要比较的每一行加起来不等于 1。",
    ),
    "unweighted": instead(
        _unweighted,
        "The log-ratios are added without weights. Unlikely classes count as much as "
        "likely ones, and the result can be negative.",
        "对数比没有加权就相加了。罕见的类别与常见的同样算数，结果还可能为负。",
    ),
    "log-weights": instead(
        _log_weights,
        "The weights are log P where they should be P. They are all negative and largest "
        "where P hardly occurs.",
        "权重用了 log P 而不是 P。它们全是负的，而且在 P 几乎不出现的地方绝对值最大。",
    ),
    "symmetric": instead(
        _symmetric,
        "Both directions are averaged (Jeffreys). KL divergence is not symmetric, and the "
        "reverse half changes value and gradient.",
        "把两个方向取了平均（Jeffreys 散度）。KL 散度本来就不对称，掺进反方向会改变数值和梯度。",
    ),
    "jensen-shannon": instead(
        _jensen_shannon,
        "Both distributions are compared with their mixture. That is the Jensen-Shannon "
        "divergence, which is bounded by ln 2; KL is not bounded.",
        "两个分布都去和它们的混合分布比较，这是 Jensen-Shannon 散度。它最大为 ln 2，而 KL "
        "没有上界。",
    ),
    "prediction-softmaxed-twice": instead(
        _prediction_softmaxed_twice,
        "The prediction goes through softmax twice. The second flattens it towards the "
        "uniform distribution, so a peaked target can never be reached.",
        "预测过了两遍 softmax。第二遍把它抹向均匀分布，于是永远贴不上尖锐的目标。",
    ),
    "target-softmaxed-twice": instead(
        _target_softmaxed_twice,
        "The target goes through softmax twice. The second flattens it, and the model is "
        "asked to be less sure than the truth.",
        "目标过了两遍 softmax。第二遍把它抹平了，模型被要求比真相更没把握。",
    ),
    "sigmoid-for-softmax": instead(
        _sigmoid_for_softmax,
        "Sigmoid was used where softmax is needed. The entries of a row do not sum to 1, "
        "so neither side is a distribution and the result can be negative.",
        "该用 softmax 的地方用了 sigmoid。一行加起来不等于 1，两边都不是分布，结果还可能为负。",
    ),
    "hard-target": instead(
        _hard_target,
        "Only the most likely class of P is kept. That is cross-entropy with a hard label; "
        "what P says about the other classes is lost.",
        "只留下了 P 中最可能的类别，等于用硬标签算交叉熵，P 对其他类别的说法全丢了。",
    ),
    "averaged-distributions": instead(
        _averaged_distributions,
        "The distributions are averaged over the batch before they are compared. "
        "Differences between samples cancel; the mean belongs after the divergence.",
        "比较之前先把分布在批次上平均了，样本之间的差别会相互抵消。取平均应在算出散度之后。",
    ),
    "absolute-terms": instead(
        _absolute_terms,
        "The absolute value of each log-ratio is taken. Single terms may well be negative; "
        "only their weighted sum cannot be.",
        "给每个对数比取了绝对值。单独一项完全可以为负，不会为负的只是加权之后的和。",
    ),
    "squared-error": instead(
        _squared_error,
        "The probabilities are compared by squared error. It hardly notices a Q near zero, "
        "which KL punishes most.",
        "用平方误差比较概率。它几乎注意不到接近零的 Q，而那正是 KL 罚得最重的。",
    ),
    "large-epsilon": instead(
        _large_epsilon,
        "An epsilon of about 1e-3 sits inside the logarithms. It bends the result even at "
        "ordinary probabilities; a guard must not be visible in the result.",
        "对数里加了 1e-3 左右的 epsilon，在普通的概率上就已经改变了结果。保护措施不该在结果"
        "里看得见。",
    ),
    "epsilon-in-log": instead(
        _epsilon_in_log,
        "A tiny epsilon guards the logarithms. Once a probability of Q underflows, the "
        "term is stuck near 18 times P and the gradient is gone, just where Q is most "
        "wrong.",
        "对数里放了一个很小的 epsilon。Q 的概率一旦下溢，这一项就停在 P 的 18 倍附近、没有"
        "梯度，偏偏是在 Q 错得最狠的地方。",
    ),
    "through-probabilities": instead(
        _through_probabilities,
        "Q is computed first and its logarithm afterwards. At large logits Q underflows to "
        "0 and the logarithm is infinite.",
        "先算出 Q，再对它取对数。logits 一大 Q 就下溢成 0，对数成了无穷。",
    ),
    "no-gradient": instead(
        _no_gradient,
        "The number is right, but it no longer depends on `y_pred` as far as autograd can "
        "see. Training with it changes nothing.",
        "数值对，但在 autograd 看来它与 `y_pred` 已经无关，用它训练什么也不会变。",
    ),
    "temperature-two": instead(
        _temperature_two,
        "Both logits are divided by 2 before softmax. That is distillation with a "
        "temperature; here it is 1.",
        "softmax 前两边的 logits 都除以了 2。那是带温度的蒸馏；这里温度应为 1。",
    ),
    "temperature-three": instead(
        _temperature_three,
        "Both logits are divided by 3 before softmax. That is distillation with a temperature; here it is 1.",
        "softmax 前两边的 logits 都除以了 3。那是带温度的蒸馏；这里温度应为 1。",
    ),
    "temperature-four": instead(
        _temperature_four,
        "Both logits are divided by 4 before softmax. That is distillation with a temperature; here it is 1.",
        "softmax 前两边的 logits 都除以了 4。那是带温度的蒸馏；这里温度应为 1。",
    ),
    "temperature-two-squared": instead(
        _temperature_two_squared,
        "Both logits are divided by 2 and the result is multiplied by 4: the loss of distillation at a temperature of 2. Here the temperature is 1.",
        "两边的 logits 都除以 2，结果又乘 4：那是温度为 2 的蒸馏损失。这里温度应为 1。",
    ),
    "temperature-three-squared": instead(
        _temperature_three_squared,
        "Both logits are divided by 3 and the result is multiplied by 9: the loss of distillation at a temperature of 3. Here the temperature is 1.",
        "两边的 logits 都除以 3，结果又乘 9：那是温度为 3 的蒸馏损失。这里温度应为 1。",
    ),
    "temperature-four-squared": instead(
        _temperature_four_squared,
        "Both logits are divided by 4 and the result is multiplied by 16: the loss of distillation at a temperature of 4. Here the temperature is 1.",
        "两边的 logits 都除以 4，结果又乘 16：那是温度为 4 的蒸馏损失。这里温度应为 1。",
    ),
    "softmax-over-all": instead(
        _softmax_over_all,
        "Softmax runs over the whole batch at once: all samples share one distribution, "
        "where each row should have its own.",
        "softmax 一次作用在整个批次上：所有样本共用了一个分布，而每一行都应有自己的。",
    ),
}
