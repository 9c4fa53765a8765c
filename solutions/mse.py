"""Mean squared error: mean over all elements of (y_pred - y_true)^2."""

import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


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


WRONG = {
    "absolute-error": edit(
        "(y_pred - y_true).square().mean()",
        "(y_pred - y_true).abs().mean()",
        "The absolute value of the errors is averaged, not their square. That is MAE, "
        "which treats an error of 10 as ten errors of 1 and not as a hundred.",
        "平均的是误差的绝对值而不是平方，这是 MAE。它把一个 10 的误差看成十个 1，而不是一百个。",
    ),
    "mean-error": edit(
        "(y_pred - y_true).square().mean()",
        "(y_pred - y_true).mean()",
        "The errors are averaged with their signs and never squared. Errors above and "
        "below cancel, and the loss can become negative.",
        "误差没有平方，带着符号就取了平均。高低相互抵消，损失还可能是负数。",
    ),
    "variance": edit(
        "(y_pred - y_true).square().mean()",
        "(y_pred - y_true).var(correction=0)",
        "The mean of the errors is subtracted before squaring. That is their variance; a "
        "model that is wrong by the same amount everywhere would have no loss at all.",
        "平方之前先减掉了误差的平均，这是方差。处处错同样多的模型会得到零损失。",
    ),
    "difference-of-squares": edit(
        "(y_pred - y_true).square().mean()",
        "(y_pred.square() - y_true.square()).mean()",
        "Predictions and targets are squared separately and then subtracted. The mixed "
        "term is missing, so a prediction of -3 for +3 is free and the loss can become "
        "negative.",
        "预测和目标各自平方后才相减，少了交叉项。把 +3 预测成 -3 不花代价，损失还能为负。",
    ),
    "huber": edit(
        "return (y_pred - y_true).square().mean()",
        "size = (y_pred - y_true).abs()\n"
        "        small = size.clamp(max=1)\n"
        "        return (small * (size - small / 2)).mean()",
        "Only small errors are treated quadratically, large ones linearly. That is the "
        "Huber (smooth L1) loss, made to tame exactly the large errors which MSE punishes.",
        "只有小误差按平方算，大误差按线性算，这是 Huber（smooth L1）损失。它要压住的正是 MS"
        "E 重罚的大误差。",
    ),
    "mixed-term-once": edit(
        "(y_pred - y_true).square().mean()",
        "(y_pred.square() - y_pred * y_true + y_true.square()).mean()",
        "The square was expanded with the mixed term only once. An exact prediction then "
        "still has a loss, and the minimum is at half of the target.",
        "把平方展开时，交叉项只减了一次。预测完全正确也仍有损失，最小值落在目标的一半处。",
    ),
    "mixed-term-missing": edit(
        "(y_pred - y_true).square().mean()",
        "(y_pred.square() + y_true.square()).mean()",
        "Predictions and targets are squared separately and added. Nothing compares them "
        "any more; the loss only pulls predictions to zero.",
        "预测和目标各自平方后相加，两者不再有任何比较，损失只会把预测拉向零。",
    ),
    "sorted-values": edit(
        "(y_pred - y_true).square().mean()",
        "(y_pred.sort().values - y_true.sort().values).square().mean()",
        "Predictions and targets are sorted before they are compared, so each prediction "
        "meets a target that is not its own. A shuffled answer would count as right.",
        "比较之前把预测和目标各自排了序，预测对上的不再是自己的目标，打乱顺序的答案也会算对。",
    ),
    "every-pair": edit(
        "(y_pred - y_true).square().mean()",
        "(y_pred.unsqueeze(1) - y_true).square().mean()",
        "The two tensors are broadcast to a matrix, every prediction against every "
        "target; only its diagonal is meant.",
        "两个张量被广播成了矩阵，每个预测都与每个目标相减；要的只是对角线。",
    ),
}
