"""Diffusion loss whose steps weigh their signal-to-noise ratio, clipped from above.

Hang et al.: Efficient Diffusion Training via Min-SNR Weighting Strategy (2023)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyMinSNRLoss(nn.Module):
    """Weighted mean squared error of noise, velocity or sample [N, D] at the steps t [N]."""

    def __init__(self, kind: str, gamma: float) -> None:
        super().__init__()
        self.kind = kind
        self.gamma = gamma

    def forward(self, predicted: Tensor, target: Tensor, alpha_bar: Tensor, t: Tensor) -> Tensor:
        kept = alpha_bar[t]
        ratio = kept / (1 - kept)
        clipped = ratio.clamp(max=self.gamma)
        if self.kind == "noise":
            weight = clipped / ratio
        elif self.kind == "velocity":
            weight = clipped / (ratio + 1)
        else:
            weight = clipped
        return (weight * (predicted - target).square().mean(dim=1)).mean()


def oracle(
    predicted: Tensor, target: Tensor, alpha_bar: Tensor, t: Tensor, *, kind: str, gamma: float
) -> Tensor:
    """Weights without the ratio, from the shares of signal and noise, on PyTorch's own errors."""
    signal, noise = alpha_bar[t], (1 - alpha_bar)[t]
    one, other, by = {
        "noise": (signal, gamma * noise, signal),
        "velocity": (signal, gamma * noise, torch.ones_like(signal)),
        "sample": (signal, gamma * noise, noise),
    }[kind]
    errors = F.mse_loss(predicted, target, reduction="none")
    weights = torch.where(one < other, one, other) / by
    return torch.einsum("n,nd->", weights, errors) / errors.numel()


WRONG = {
    "ratio-of-deviations": edit(
        "ratio = kept / (1 - kept)",
        "ratio = (kept / (1 - kept)).sqrt()",
        "The ratio is that of the standard deviations; that of the variances is meant.",
        "信噪比取了标准差之比；应当是方差之比。",
    ),
    "clipped-from-below": edit(
        "ratio.clamp(max=self.gamma)",
        "ratio.clamp(min=self.gamma)",
        "The ratio is kept from being small; it is to be kept from being large.",
        "从下方截断了；应当限制信噪比不要太大。",
    ),
    "noise-to-signal": edit(
        "kept / (1 - kept)",
        "(1 - kept) / kept",
        "Noise over signal: the ratio is upside down.",
        "成了噪声比信号：比值上下颠倒了。",
    ),
    "weights-of-the-sample": edit(
        "weight = clipped / ratio",
        "weight = clipped",
        "Noise is weighted as if the sample had been predicted.",
        "预测的是噪声，却用了预测样本的权重。",
    ),
    "one-missing": edit(
        "clipped / (ratio + 1)",
        "clipped / ratio",
        "The velocity is weighted as noise: the 1 below is missing, which matters most where there is most noise.",
        "预测速度却用了噪声的权重：分母少了 1，噪声越大的步差得越多。",
    ),
    "not-clipped": edit(
        "clipped = ratio.clamp(max=self.gamma)",
        "clipped = ratio + 0 * self.gamma",
        "The ratio is not clipped: steps with hardly any noise get enormous weights.",
        "信噪比没有截断：几乎没有噪声的步会得到极大的权重。",
    ),
    "weights-normalised": edit(
        "(weight * (predicted - target).square().mean(dim=1)).mean()",
        "(weight * (predicted - target).square().mean(dim=1)).sum() / weight.sum()",
        "The sum is divided by the weights; it is the plain mean of weighted errors.",
        "除以了权重之和；应当是加权误差的普通平均。",
    ),
    "dimensions-summed": edit(
        ".square().mean(dim=1)",
        ".square().sum(dim=1)",
        "The dimensions are summed; the mean is taken over them too.",
        "对维度求和了；维度也应当取平均。",
    ),
}
