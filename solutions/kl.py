"""KL divergence D(P || Q) with P = softmax(y_true) and Q = softmax(y_pred), mean over samples."""

import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


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


WRONG = {
    "reverse": edit(
        "log_p.exp() * (log_p - log_q)",
        "log_q.exp() * (log_q - log_p)",
        "The roles are exchanged, this is D(Q || P), weighted by the prediction. That one "
        "lets the model ignore parts of the truth as long as what it does predict is "
        "plausible.",
        "两个分布的角色反了，算成了以预测加权的 D(Q || P)。它允许模型漏掉真相的一部分，只要"
        "预测到的部分说得过去。",
    ),
    "weights-not-normalised": edit(
        "log_p.exp()",
        "y_true",
        "The terms are weighted by the raw logits of P, not by its probabilities. Weights "
        "can then be negative, and they do not sum to 1.",
        "用 P 的原始 logits 而不是它的概率来加权，权重可能为负，加起来也不是 1。",
    ),
    "entropy-missing": edit(
        "log_p.exp() * (log_p - log_q)",
        "-log_p.exp() * log_q",
        "This is the cross-entropy H(P, Q); the entropy of P has not been taken off. The "
        "gradient is the same, but the value is not zero when the distributions agree.",
        "这是交叉熵 H(P, Q)，没有减去 P 的熵。梯度一样，但两个分布相同时数值不为零。",
    ),
    "ratio-without-log": edit(
        "(log_p - log_q)",
        "(log_p - log_q).exp()",
        "The terms have the ratio P/Q itself and not its logarithm. The result is at least "
        "1 even for equal distributions, and explodes where Q is small.",
        "用的是比值 P/Q 本身而不是它的对数。两个分布相同时结果也至少是 1，Q 小的地方还会爆炸。",
    ),
    "softmax-over-batch": edit(
        "F.log_softmax(y_pred, dim=1)\n        log_p = F.log_softmax(y_true, dim=1)",
        "F.log_softmax(y_pred, dim=0)\n        log_p = F.log_softmax(y_true, dim=0)",
        "The softmax runs along the batch, so it makes a distribution over samples. The "
        "rows, which are compared, do not sum to 1.",
        "softmax 沿着批次那个轴做了，得到的是样本之间的分布；而要比较的每一行加起来不等于 1。",
    ),
    "softmax-over-all": edit(
        "F.log_softmax(y_pred, dim=1)\n        log_p = F.log_softmax(y_true, dim=1)",
        "F.log_softmax(y_pred.flatten(), dim=0).view_as(y_pred)\n"
        "        log_p = F.log_softmax(y_true.flatten(), dim=0).view_as(y_true)",
        "Softmax runs over the whole batch at once: all samples share one distribution, "
        "where each row should have its own.",
        "softmax 一次作用在整个批次上：所有样本共用了一个分布，而每一行都应有自己的。",
    ),
    "sigmoid-for-softmax": edit(
        "F.log_softmax(y_pred, dim=1)\n        log_p = F.log_softmax(y_true, dim=1)",
        "F.logsigmoid(y_pred)\n        log_p = F.logsigmoid(y_true)",
        "Sigmoid was used where softmax is needed. The entries of a row do not sum to 1, "
        "so neither side is a distribution and the result can be negative.",
        "该用 softmax 的地方用了 sigmoid。一行加起来不等于 1，两边都不是分布，结果还可能为负。",
    ),
    "symmetric": edit(
        "log_p.exp()",
        "(log_p.exp() - log_q.exp()) / 2",
        "Both directions are averaged (Jeffreys). KL divergence is not symmetric, and the "
        "reverse half changes value and gradient.",
        "把两个方向取了平均（Jeffreys 散度）。KL 散度本来就不对称，掺进反方向会改变数值和梯度。",
    ),
    "jensen-shannon": edit(
        "per_sample = (log_p.exp() * (log_p - log_q)).sum(dim=1)",
        "log_m = log_p.logaddexp(log_q) - 0.6931471805599453\n"
        "        to_p, to_q = log_p.exp() * (log_p - log_m), log_q.exp() * (log_q - log_m)\n"
        "        per_sample = (to_p + to_q).sum(dim=1) / 2",
        "Both distributions are compared with their mixture. That is the Jensen-Shannon "
        "divergence, which is bounded by ln 2; KL is not bounded.",
        "两个分布都去和它们的混合分布比较，这是 Jensen-Shannon 散度。它最大为 ln 2，而 KL "
        "没有上界。",
    ),
    "hard-target": edit(
        "(log_p.exp() * (log_p - log_q)).sum(dim=1)",
        "-log_q.gather(1, y_true.argmax(dim=1, keepdim=True))",
        "Only the most likely class of P is kept. That is cross-entropy with a hard label; "
        "what P says about the other classes is lost.",
        "只留下了 P 中最可能的类别，等于用硬标签算交叉熵，P 对其他类别的说法全丢了。",
    ),
    "averaged-distributions": edit(
        "per_sample = (log_p.exp() * (log_p - log_q)).sum(dim=1)",
        "p, q = log_p.exp().mean(dim=0), log_q.exp().mean(dim=0)\n"
        "        per_sample = (p * (p.log() - q.log())).sum()",
        "The distributions are averaged over the batch before they are compared. "
        "Differences between samples cancel; the mean belongs after the divergence.",
        "比较之前先把分布在批次上平均了，样本之间的差别会相互抵消。取平均应在算出散度之后。",
    ),
    "absolute-terms": edit(
        "(log_p - log_q)",
        "(log_p - log_q).abs()",
        "The absolute value of each log-ratio is taken. Single terms may well be negative; "
        "only their weighted sum cannot be.",
        "给每个对数比取了绝对值。单独一项完全可以为负，不会为负的只是加权之后的和。",
    ),
    "squared-error": edit(
        "log_p.exp() * (log_p - log_q)",
        "(log_p.exp() - log_q.exp()).square()",
        "The probabilities are compared by squared error. It hardly notices a Q near zero, "
        "which KL punishes most.",
        "用平方误差比较概率。它几乎注意不到接近零的 Q，而那正是 KL 罚得最重的。",
    ),
    "temperature-two": edit(
        "log_q = F.log_softmax(y_pred, dim=1)",
        "y_pred, y_true = y_pred / 2, y_true / 2\n        log_q = F.log_softmax(y_pred, dim=1)",
        "Both logits are divided by 2 before softmax. That is distillation with a "
        "temperature; here it is 1.",
        "softmax 前两边的 logits 都除以了 2。那是带温度的蒸馏；这里温度应为 1。",
    ),
    "temperature-three": edit(
        "log_q = F.log_softmax(y_pred, dim=1)",
        "y_pred, y_true = y_pred / 3, y_true / 3\n        log_q = F.log_softmax(y_pred, dim=1)",
        "Both logits are divided by 3 before softmax. That is distillation with a temperature; here it is 1.",
        "softmax 前两边的 logits 都除以了 3。那是带温度的蒸馏；这里温度应为 1。",
    ),
    "temperature-four": edit(
        "log_q = F.log_softmax(y_pred, dim=1)",
        "y_pred, y_true = y_pred / 4, y_true / 4\n        log_q = F.log_softmax(y_pred, dim=1)",
        "Both logits are divided by 4 before softmax. That is distillation with a temperature; here it is 1.",
        "softmax 前两边的 logits 都除以了 4。那是带温度的蒸馏；这里温度应为 1。",
    ),
    "temperature-two-squared": edit(
        "return per_sample.mean()",
        "ratio = F.log_softmax(y_true / 2, dim=1) - F.log_softmax(y_pred / 2, dim=1)\n"
        "        return 4 * ((y_true / 2).softmax(dim=1) * ratio).sum(dim=1).mean()",
        "Both logits are divided by 2 and the result is multiplied by 4: the loss of distillation at a temperature of 2. Here the temperature is 1.",
        "两边的 logits 都除以 2，结果又乘 4：那是温度为 2 的蒸馏损失。这里温度应为 1。",
    ),
    "temperature-three-squared": edit(
        "return per_sample.mean()",
        "ratio = F.log_softmax(y_true / 3, dim=1) - F.log_softmax(y_pred / 3, dim=1)\n"
        "        return 9 * ((y_true / 3).softmax(dim=1) * ratio).sum(dim=1).mean()",
        "Both logits are divided by 3 and the result is multiplied by 9: the loss of distillation at a temperature of 3. Here the temperature is 1.",
        "两边的 logits 都除以 3，结果又乘 9：那是温度为 3 的蒸馏损失。这里温度应为 1。",
    ),
    "temperature-four-squared": edit(
        "return per_sample.mean()",
        "ratio = F.log_softmax(y_true / 4, dim=1) - F.log_softmax(y_pred / 4, dim=1)\n"
        "        return 16 * ((y_true / 4).softmax(dim=1) * ratio).sum(dim=1).mean()",
        "Both logits are divided by 4 and the result is multiplied by 16: the loss of distillation at a temperature of 4. Here the temperature is 1.",
        "两边的 logits 都除以 4，结果又乘 16：那是温度为 4 的蒸馏损失。这里温度应为 1。",
    ),
}
