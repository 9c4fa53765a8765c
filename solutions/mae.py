"""Mean absolute error: mean over all elements of |y_pred - y_true|."""

import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


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


WRONG = {
    "mean-error": edit(
        "(y_pred - y_true).abs().mean()",
        "(y_pred - y_true).mean()",
        "The errors are averaged with their signs, so errors above and below cancel. A "
        "model that is wrong by +100 and by -100 would look perfect.",
        "误差带着符号取了平均，偏高与偏低相互抵消。一个错了 +100、另一个错了 -100 的模型会"
        "显得完美。",
    ),
    "absolute-of-mean": edit(
        "(y_pred - y_true).abs().mean()",
        "(y_pred - y_true).mean().abs()",
        "The absolute value is taken of the average instead of each error. By then errors "
        "of opposite sign have already cancelled; it measures bias, not distance.",
        "绝对值取在了平均之后。这时正负误差已经抵消，量到的是整体偏移，不是距离。",
    ),
    "squared-error": edit(
        "(y_pred - y_true).abs().mean()",
        "(y_pred - y_true).square().mean()",
        "The errors are squared. That is MSE; large errors weigh far more than the "
        "absolute error gives them, and the unit is the square of the target's.",
        "误差被平方了，这是 MSE。大误差的分量远超绝对误差应给的，单位也成了目标单位的平方。",
    ),
    "root-mean-square": edit(
        "(y_pred - y_true).abs().mean()",
        "(y_pred - y_true).square().mean().sqrt()",
        "This is the root of the mean square. It has the same unit as MAE but still lets "
        "large errors dominate; the two agree only when all errors have the same size.",
        "这是均方根。单位虽与 MAE 相同，大误差仍占主导；只有所有误差大小一样时两者才相等。",
    ),
    "huber": edit(
        "return (y_pred - y_true).abs().mean()",
        "size = (y_pred - y_true).abs()\n"
        "        small = size.clamp(max=1)\n"
        "        return (small * (size - small / 2)).mean()",
        "Small errors are treated quadratically and large ones linearly. That is the Huber "
        "(smooth L1) loss; it rounds off the corner at zero that MAE really has.",
        "小误差按平方算、大误差按线性算，这是 Huber（smooth L1）损失。它把 MAE 在零点真实存"
        "在的尖角磨圆了。",
    ),
    "log-cosh": edit(
        "(y_pred - y_true).abs().mean()",
        "(y_pred - y_true).cosh().log().mean()",
        "This is the log-cosh loss, a smooth look-alike. Near zero it is quadratic, far "
        "away it is smaller than the absolute error by ln 2.",
        "这是 log-cosh 损失，只是形似。零点附近它是二次的，远处又比绝对误差小 ln 2。",
    ),
    "euclidean-norm": edit(
        "(y_pred - y_true).abs().mean()",
        "(y_pred - y_true).square().sum().sqrt()",
        "This is the Euclidean length of the error vector. It squares inside, takes a root "
        "outside and is never divided by the number of elements.",
        "这是误差向量的欧氏长度，里面平方、外面开方，而且没有除以元素个数。",
    ),
    "sorted-values": edit(
        "(y_pred - y_true)",
        "(y_pred.sort().values - y_true.sort().values)",
        "Predictions and targets are sorted before they are compared, so each prediction "
        "meets a target that is not its own. A shuffled answer would count as right.",
        "比较之前把预测和目标各自排了序，预测对上的不再是自己的目标，打乱顺序的答案也会算对。",
    ),
    "every-pair": edit(
        "(y_pred - y_true)",
        "(y_pred.unsqueeze(1) - y_true)",
        "The two tensors are broadcast to a matrix, every prediction against every "
        "target; only its diagonal is meant.",
        "两个张量被广播成了矩阵，每个预测都与每个目标相减；要的只是对角线。",
    ),
}
