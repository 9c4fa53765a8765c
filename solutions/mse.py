"""Mean squared error: mean over all elements of (y_pred - y_true)^2."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import instead


class MyMSELoss(nn.Module):
    """Mean over all elements of (y_pred - y_true) squared."""

    def forward(self, y_pred: Tensor, y_true: Tensor) -> Tensor:
        return (y_pred - y_true).square().mean()


def oracle(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """The same by PyTorch's `nn.MSELoss`."""
    return F.mse_loss(y_pred, y_true)


def steps(y_pred: Tensor, y_true: Tensor) -> dict[str, Tensor]:
    """The values on the way to the result, in order."""
    error = y_pred - y_true
    return {"error": error, "squared_error": error.square()}


def _absolute_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).abs().mean()


def _root_taken(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().mean().sqrt()


def _half(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().mean() / 2


def _mean_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).mean()


def _square_of_mean(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).mean().square()


def _variance(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).var(correction=0)


def _difference_of_squares(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.square() - y_true.square()).mean()


def _signed_square(y_pred: Tensor, y_true: Tensor) -> Tensor:
    error = y_pred - y_true
    return (error * error.abs()).mean()


def _cubed(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).abs().pow(3).mean()


def _relative_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return ((y_pred - y_true) / y_true).square().mean()


def _huber(y_pred: Tensor, y_true: Tensor) -> Tensor:
    size = (y_pred - y_true).abs()
    return torch.where(size < 1, 0.5 * size.square(), size - 0.5).mean()


def _median_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().median()


def _largest_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().max()


def _norm_not_squared(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().sum().sqrt() / y_pred.numel()


def _one_too_few(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().sum() / (y_pred.numel() - 1)


def _detached_factor(y_pred: Tensor, y_true: Tensor) -> Tensor:
    error = y_pred - y_true
    return (error * error.detach()).mean()


def _mixed_term_once(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.square() - y_pred * y_true + y_true.square()).mean()


def _mixed_term_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.square() + y_true.square()).mean()


def _sorted_values(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.sort().values - y_true.sort().values).square().mean()


def _errors_cut_off(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).clamp(-100, 100).square().mean()


def _no_gradient(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.detach() - y_true).square().mean() + (0 * y_pred).sum()


def _every_pair(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.unsqueeze(1) - y_true).square().mean()


WRONG = {
    "absolute-error": instead(
        _absolute_error,
        "The absolute value of the errors is averaged, not their square. That is MAE, "
        "which treats an error of 10 as ten errors of 1 and not as a hundred.",
        "平均的是误差的绝对值而不是平方，这是 MAE。它把一个 10 的误差看成十个 1，而不是一百个。",
    ),
    "root-taken": instead(
        _root_taken,
        "A root is taken at the end. That is RMSE, good for reading the result in the "
        "target's unit; as a loss it has another gradient, undefined where everything is "
        "right.",
        "最后多开了一次方，这是 RMSE。它便于按目标单位读数，但作为损失梯度不同，全对时甚至"
        "没有定义。",
    ),
    "half": instead(
        _half,
        "There is a factor 1/2, which textbooks put there to cancel the 2 of the "
        "derivative. The mean of squares has none, and every gradient comes out half as "
        "long.",
        "前面多了 1/2，教科书用它抵消求导出来的 2。均方本身没有这个系数，带上它所有梯度都短"
        "了一半。",
    ),
    "mean-error": instead(
        _mean_error,
        "The errors are averaged with their signs and never squared. Errors above and "
        "below cancel, and the loss can become negative.",
        "误差没有平方，带着符号就取了平均。高低相互抵消，损失还可能是负数。",
    ),
    "square-of-mean": instead(
        _square_of_mean,
        "The average of the errors is squared, not each error. Errors of opposite sign "
        "have cancelled before the square can see them.",
        "平方的是误差的平均，而不是每个误差。等到平方时，正负误差早已抵消。",
    ),
    "variance": instead(
        _variance,
        "The mean of the errors is subtracted before squaring. That is their variance; a "
        "model that is wrong by the same amount everywhere would have no loss at all.",
        "平方之前先减掉了误差的平均，这是方差。处处错同样多的模型会得到零损失。",
    ),
    "difference-of-squares": instead(
        _difference_of_squares,
        "Predictions and targets are squared separately and then subtracted. The mixed "
        "term is missing, so a prediction of -3 for +3 is free and the loss can become "
        "negative.",
        "预测和目标各自平方后才相减，少了交叉项。把 +3 预测成 -3 不花代价，损失还能为负。",
    ),
    "signed-square": instead(
        _signed_square,
        "Each square keeps the sign of its error, so errors of opposite sign cancel and "
        "the loss falls without limit as the predictions fall.",
        "平方之后又带上了原来的符号，正负误差相互抵消，预测越低损失越小，没有底。",
    ),
    "cubed": instead(
        _cubed,
        "The exponent is 3, not 2. Large errors weigh even more and those below one almost vanish.",
        "指数用了 3 而不是 2，大误差的分量更重，小于 1 的误差几乎不见了。",
    ),
    "relative-error": instead(
        _relative_error,
        "Each error is divided by its target first. Targets near zero then dominate the "
        "loss, whatever the error is.",
        "每个误差先除以了对应的目标。这样不管误差多大，接近零的目标都会主导损失。",
    ),
    "huber": instead(
        _huber,
        "Only small errors are treated quadratically, large ones linearly. That is the "
        "Huber (smooth L1) loss, made to tame exactly the large errors which MSE punishes.",
        "只有小误差按平方算，大误差按线性算，这是 Huber（smooth L1）损失。它要压住的正是 MS"
        "E 重罚的大误差。",
    ),
    "median-error": instead(
        _median_error,
        "The middle of the squares is returned instead of their mean. Half of the errors "
        "could grow without limit unnoticed, and only one element gets a gradient.",
        "返回的是平方误差的中位数而不是平均值。一半误差可以无限变大而不被发觉，且只有一个元"
        "素得到梯度。",
    ),
    "largest-error": instead(
        _largest_error,
        "Only the largest square counts; all other samples are ignored and get no gradient.",
        "只算了最大的那个平方，其余样本被忽略，也得不到梯度。",
    ),
    "norm-not-squared": instead(
        _norm_not_squared,
        "The length of the error vector, which ends with a root, is divided by the number "
        "of elements. The root has to go before the division gives a mean of squares.",
        "把误差向量的长度（最后开过方）除以元素个数。开方还在，除出来就不是平方的平均。",
    ),
    "one-too-few": instead(
        _one_too_few,
        "The sum is divided by n - 1, as for an unbiased variance. Nothing was estimated "
        "here, and a batch of one divides by zero.",
        "求和后除以了 n - 1，像在算无偏方差。这里没有估计任何量，而且批次只有一个元素时会除以零。",
    ),
    "detached-factor": instead(
        _detached_factor,
        "The number is right, but one of the two factors of the square is cut off from the "
        "graph. Only half of the gradient arrives.",
        "数值对，但平方的两个因子中有一个与计算图断开了，梯度只剩一半。",
    ),
    "mixed-term-once": instead(
        _mixed_term_once,
        "The square was expanded with the mixed term only once. An exact prediction then "
        "still has a loss, and the minimum is at half of the target.",
        "把平方展开时，交叉项只减了一次。预测完全正确也仍有损失，最小值落在目标的一半处。",
    ),
    "mixed-term-missing": instead(
        _mixed_term_missing,
        "Predictions and targets are squared separately and added. Nothing compares them "
        "any more; the loss only pulls predictions to zero.",
        "预测和目标各自平方后相加，两者不再有任何比较，损失只会把预测拉向零。",
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
