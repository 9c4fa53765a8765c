"""Mean absolute error: mean over all elements of |y_pred - y_true|."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import instead


class MyMAELoss(nn.Module):
    """Mean over all elements of |y_pred - y_true|."""

    def forward(self, y_pred: Tensor, y_true: Tensor) -> Tensor:
        return (y_pred - y_true).abs().mean()


def oracle(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """The same by PyTorch's `nn.L1Loss`."""
    return F.l1_loss(y_pred, y_true)


def steps(y_pred: Tensor, y_true: Tensor) -> dict[str, Tensor]:
    """The values on the way to the result, in order."""
    error = y_pred - y_true
    return {"error": error, "absolute_error": error.abs()}


def _mean_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).mean()


def _absolute_of_mean(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).mean().abs()


def _squared_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().mean()


def _root_mean_square(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().mean().sqrt()


def _median_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).abs().median()


def _largest_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).abs().max()


def _huber(y_pred: Tensor, y_true: Tensor) -> Tensor:
    size = (y_pred - y_true).abs()
    return torch.where(size < 1, 0.5 * size.square(), size - 0.5).mean()


def _log_cosh(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).cosh().log().mean()


def _relative_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return ((y_pred - y_true).abs() / y_true.abs()).mean()


def _one_sided(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).relu().mean()


def _absolute_of_each(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.abs() - y_true.abs()).abs().mean()


def _euclidean_norm(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().sum().sqrt()


def _one_too_few(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).abs().sum() / (y_pred.numel() - 1)


def _sorted_values(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.sort().values - y_true.sort().values).abs().mean()


def _errors_cut_off(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).abs().clamp(max=100).mean()


def _no_gradient(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.detach() - y_true).abs().mean() + (0 * y_pred).sum()


def _every_pair(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.unsqueeze(1) - y_true).abs().mean()


WRONG = {
    "mean-error": instead(
        _mean_error,
        "The errors are averaged with their signs, so errors above and below cancel. A "
        "model that is wrong by +100 and by -100 would look perfect.",
        "误差带着符号取了平均，偏高与偏低相互抵消。一个错了 +100、另一个错了 -100 的模型会"
        "显得完美。",
    ),
    "absolute-of-mean": instead(
        _absolute_of_mean,
        "The absolute value is taken of the average instead of each error. By then errors "
        "of opposite sign have already cancelled; it measures bias, not distance.",
        "绝对值取在了平均之后。这时正负误差已经抵消，量到的是整体偏移，不是距离。",
    ),
    "squared-error": instead(
        _squared_error,
        "The errors are squared. That is MSE; large errors weigh far more than the "
        "absolute error gives them, and the unit is the square of the target's.",
        "误差被平方了，这是 MSE。大误差的分量远超绝对误差应给的，单位也成了目标单位的平方。",
    ),
    "root-mean-square": instead(
        _root_mean_square,
        "This is the root of the mean square. It has the same unit as MAE but still lets "
        "large errors dominate; the two agree only when all errors have the same size.",
        "这是均方根。单位虽与 MAE 相同，大误差仍占主导；只有所有误差大小一样时两者才相等。",
    ),
    "median-error": instead(
        _median_error,
        "The middle of the absolute errors is returned instead of their mean, so half of "
        "the errors could grow without limit and nobody would notice; only one element "
        "gets a gradient.",
        "返回的是绝对误差的中位数而不是平均值。一半误差再怎么变大也看不出来，而且只有一个元"
        "素得到梯度。",
    ),
    "largest-error": instead(
        _largest_error,
        "Only the largest error counts. One outlier decides everything, which is the "
        "opposite of what MAE is chosen for.",
        "只看最大的误差。一个离群点就决定一切，这与选用 MAE 的初衷正好相反。",
    ),
    "huber": instead(
        _huber,
        "Small errors are treated quadratically and large ones linearly. That is the Huber "
        "(smooth L1) loss; it rounds off the corner at zero that MAE really has.",
        "小误差按平方算、大误差按线性算，这是 Huber（smooth L1）损失。它把 MAE 在零点真实存"
        "在的尖角磨圆了。",
    ),
    "log-cosh": instead(
        _log_cosh,
        "This is the log-cosh loss, a smooth look-alike. Near zero it is quadratic, far "
        "away it is smaller than the absolute error by ln 2.",
        "这是 log-cosh 损失，只是形似。零点附近它是二次的，远处又比绝对误差小 ln 2。",
    ),
    "relative-error": instead(
        _relative_error,
        "Each error is divided by the size of its target. That is MAPE, a percentage; it "
        "explodes for targets near zero and makes the unit disappear.",
        "每个误差都除以了目标的大小，这是百分比误差 MAPE。目标接近零时它会爆炸，单位也没了。",
    ),
    "one-sided": instead(
        _one_sided,
        "Only predictions that are too high cost something; those that are too low are "
        "free. The model would learn to predict far below every target.",
        "只有预测偏高才有代价，偏低不花钱。模型会学着把预测压得远远低于目标。",
    ),
    "absolute-of-each": instead(
        _absolute_of_each,
        "The sign is removed from predictions and targets before they are compared. A "
        "prediction of -3 for a target of +3 then counts as right.",
        "还没比较就先去掉了预测和目标各自的符号，于是把 +3 预测成 -3 也算对。",
    ),
    "euclidean-norm": instead(
        _euclidean_norm,
        "This is the Euclidean length of the error vector. It squares inside, takes a root "
        "outside and is never divided by the number of elements.",
        "这是误差向量的欧氏长度，里面平方、外面开方，而且没有除以元素个数。",
    ),
    "one-too-few": instead(
        _one_too_few,
        "The sum is divided by n - 1, as for an unbiased variance. A mean of errors has no "
        "degree of freedom to give away, and a batch of one divides by zero.",
        "求和后除以了 n - 1，像在算无偏方差。这里的平均没有自由度要扣，而且批次只有一个元素"
        "时会除以零。",
    ),
    "sorted-values": instead(
        _sorted_values,
        "Predictions and targets are sorted before they are compared, so each prediction "
        "meets a target that is not its own. A shuffled answer would count as right.",
        "比较之前把预测和目标各自排了序，预测对上的不再是自己的目标，打乱顺序的答案也会算对。",
    ),
    "errors-cut-off": instead(
        _errors_cut_off,
        "Errors above 100 are cut off. A prediction that is far away costs no more than "
        "one that is 100 off, and gets no gradient to come back.",
        "大于 100 的误差被截断了。差得再远也只按 100 计，而且没有梯度把它拉回来。",
    ),
    "no-gradient": instead(
        _no_gradient,
        "The number is right, but it no longer depends on `y_pred` as far as autograd can "
        "see. Training with it changes nothing.",
        "数值对，但在 autograd 看来它与 `y_pred` 已经无关，用它训练什么也不会变。",
    ),
    "every-pair": instead(
        _every_pair,
        "The two tensors are broadcast to a matrix, every prediction against every "
        "target; only its diagonal is meant.",
        "两个张量被广播成了矩阵，每个预测都与每个目标相减；要的只是对角线。",
    ),
}
