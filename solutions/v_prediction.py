"""Velocity prediction of diffusion models: the loss, and the clean sample a prediction means.

Salimans, Ho: Progressive Distillation for Fast Sampling of Diffusion Models (2022)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def v_loss(
    predicted: Tensor, x0: Tensor, noise: Tensor, alpha_bar: Tensor, t: Tensor
) -> tuple[Tensor, Tensor]:
    """Loss of predicted velocities [N, D] at the steps t [N], and the samples [N, D] they mean."""
    kept = alpha_bar[t].unsqueeze(1)
    velocity = kept.sqrt() * noise - (1 - kept).sqrt() * x0
    x_t = kept.sqrt() * x0 + (1 - kept).sqrt() * noise
    recovered = kept.sqrt() * x_t - (1 - kept).sqrt() * predicted
    return (predicted - velocity).square().mean(), recovered


def oracle(
    predicted: Tensor, x0: Tensor, noise: Tensor, alpha_bar: Tensor, t: Tensor
) -> tuple[Tensor, Tensor]:
    """Signal and noise as a complex number, turned by the angle of its step: the velocity is the
    imaginary part, and what a prediction gets wrong of it comes back as an error of x0."""
    angle = torch.acos(alpha_bar[t].sqrt()).unsqueeze(1).expand_as(x0)
    turned = torch.complex(x0, noise) * torch.polar(torch.ones_like(angle), -angle)
    wrong = predicted - turned.imag
    return F.mse_loss(predicted, turned.imag), x0 - torch.sin(angle) * wrong


WRONG = {
    "sign-reversed": edit(
        "kept.sqrt() * noise - (1 - kept).sqrt() * x0",
        "(1 - kept).sqrt() * x0 - kept.sqrt() * noise",
        "The velocity has the opposite sign: noise less signal is meant.",
        "速度的符号反了：应当是噪声减信号。",
    ),
    "shares-exchanged": edit(
        "kept.sqrt() * noise - (1 - kept).sqrt() * x0",
        "(1 - kept).sqrt() * noise - kept.sqrt() * x0",
        "The shares of the velocity are those of the noised sample; in the velocity they change places.",
        "速度用了加噪样本的份额；在速度里两者应当互换。",
    ),
    "noise-predicted": edit(
        "(predicted - velocity)",
        "(predicted - noise + 0 * velocity)",
        "The prediction is compared with the noise: that is the other parametrisation.",
        "拿预测和噪声比较：那是另一种参数化。",
    ),
    "sum-for-difference": edit(
        "kept.sqrt() * noise - (1 - kept).sqrt() * x0",
        "kept.sqrt() * noise + (1 - kept).sqrt() * x0",
        "Signal is added to the noise; it is subtracted, or the velocity is not at a right angle to the sample.",
        "把信号加到了噪声上；应当减去，否则速度与样本就不垂直了。",
    ),
    "roots-missing": edit(
        "kept.sqrt() * noise - (1 - kept).sqrt() * x0",
        "kept * noise - (1 - kept) * x0",
        "The roots are missing from the velocity.",
        "速度里少了平方根。",
    ),
    "recovered-as-from-noise": edit(
        "kept.sqrt() * x_t - (1 - kept).sqrt() * predicted",
        "(x_t - (1 - kept).sqrt() * predicted) / kept.sqrt()",
        "The sample is recovered as if noise had been predicted.",
        "还原样本时，把预测当成了噪声。",
    ),
    "noise-recovered": edit(
        "kept.sqrt() * x_t - (1 - kept).sqrt() * predicted",
        "(1 - kept).sqrt() * x_t + kept.sqrt() * predicted",
        "That is the noise the prediction amounts to, not the clean sample.",
        "这样还原出的是噪声，不是干净的样本。",
    ),
    "recovered-from-target": edit(
        "kept.sqrt() * x_t - (1 - kept).sqrt() * predicted",
        "kept.sqrt() * x_t - (1 - kept).sqrt() * velocity",
        "The sample is recovered from the true velocity: that gives x0 back, whatever the model said.",
        "还原时用了真实的速度：不管模型说什么，得到的都是 x0。",
    ),
}
