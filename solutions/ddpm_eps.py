"""Noise prediction loss of a diffusion model, unweighted, with a linear model for the network.

Ho, Jain, Abbeel: Denoising Diffusion Probabilistic Models (2020), equation 14."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def ddpm_loss(
    weight: Tensor, shift: Tensor, x0: Tensor, noise: Tensor, alpha_bar: Tensor, t: Tensor
) -> Tensor:
    """Loss of x_t @ weight [D, D] + shift [T, D] against the noise [N, D] at the steps t [N]."""
    kept = alpha_bar[t].unsqueeze(1)
    x_t = kept.sqrt() * x0 + (1 - kept).sqrt() * noise
    predicted = x_t @ weight + shift[t]
    return (predicted - noise).square().mean()


def oracle(
    weight: Tensor, shift: Tensor, x0: Tensor, noise: Tensor, alpha_bar: Tensor, t: Tensor
) -> Tensor:
    """Signal and noise through the model apart, sample by sample, and PyTorch's own error."""
    rows = []
    for clean, drawn, step in zip(x0, noise, t.tolist(), strict=True):
        angle = torch.atan2((1 - alpha_bar[step]).sqrt(), alpha_bar[step].sqrt())
        signal, rest = torch.mv(weight.T, clean), torch.mv(weight.T, drawn)
        rows.append(torch.cos(angle) * signal + torch.sin(angle) * rest + shift[step])
    return F.mse_loss(torch.stack(rows), noise)


WRONG = {
    "clean-predicted": edit(
        "(predicted - noise)",
        "(predicted - x0)",
        "The model is compared with the clean sample: that is the other parametrisation, which predicts x0.",
        "拿模型和干净样本比较：那是另一种参数化，预测的是 x0。",
    ),
    "model-sees-clean": edit(
        "predicted = x_t @ weight",
        "predicted = x0 @ weight + 0 * x_t",
        "The model is given the clean sample; it never sees the noise it is to predict.",
        "输入模型的是干净样本；它根本看不到要预测的噪声。",
    ),
    "step-ignored": edit(
        "shift[t]",
        "shift[0]",
        "The model is not told the step: it takes that of the first for all.",
        "没有告诉模型是第几步：所有样本都用了第 0 步的偏移。",
    ),
    "roots-missing": edit(
        "kept.sqrt() * x0 + (1 - kept).sqrt() * noise",
        "kept * x0 + (1 - kept) * noise",
        "The roots are missing: the variance does not stay at 1.",
        "少了平方根：方差不能保持为 1。",
    ),
    "shares-exchanged": edit(
        "kept.sqrt() * x0 + (1 - kept).sqrt() * noise",
        "(1 - kept).sqrt() * x0 + kept.sqrt() * noise",
        "Signal and noise have each other's share.",
        "信号与噪声的份额对调了。",
    ),
    "summed-over-dimensions": edit(
        ".square().mean()",
        ".square().sum(dim=1).mean()",
        "The dimensions are summed; the mean is taken over them too.",
        "对维度求和了；维度也应当取平均。",
    ),
    "weighted-by-step": edit(
        "(predicted - noise).square().mean()",
        "((1 - kept) / kept * (predicted - noise).square()).mean()",
        "The error is weighted as one of the clean sample; the simple loss has no weights.",
        "误差按干净样本上的误差加了权；简化损失不加权。",
    ),
    "cumulated-again": edit(
        "alpha_bar[t]",
        "alpha_bar.cumprod(0)[t]",
        "The schedule is multiplied up again; it is cumulated already.",
        "又做了一次累乘；给出的已经累乘过了。",
    ),
}
