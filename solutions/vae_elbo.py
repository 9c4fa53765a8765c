"""Negative ELBO of a VAE with Bernoulli pixels, its KL term weighted with beta.

Kingma, Welling: Auto-Encoding Variational Bayes (2014); Higgins et al.: beta-VAE (2017)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from solutions import edit


class MyVAELoss(nn.Module):
    """Cost of pixels [N, P] under logits plus beta times the KL term of a posterior [N, D]."""

    def __init__(self, beta: float) -> None:
        super().__init__()
        self.beta = beta

    def forward(self, logits: Tensor, pixels: Tensor, mean: Tensor, log_variance: Tensor) -> Tensor:
        reconstruction = F.softplus((1 - 2 * pixels) * logits).sum(dim=1)
        per_dimension = log_variance.exp() + mean.square() - 1 - log_variance
        divergence = per_dimension.sum(dim=1) / 2
        return (reconstruction + self.beta * divergence).mean()


def oracle(
    logits: Tensor, pixels: Tensor, mean: Tensor, log_variance: Tensor, *, beta: float
) -> Tensor:
    """PyTorch's own cross-entropy and distributions."""
    cost = F.binary_cross_entropy_with_logits(logits, pixels, reduction="sum")
    posterior = torch.distributions.Normal(mean, (log_variance / 2).exp())
    prior = torch.distributions.Normal(torch.zeros_like(mean), torch.ones_like(mean))
    divergence = torch.distributions.kl_divergence(posterior, prior).sum()
    return (cost + beta * divergence) / len(logits)


WRONG = {
    "pixels-averaged": edit(
        "* logits).sum(dim=1)",
        "* logits).mean(dim=1)",
        "The pixels are averaged while the latent dimensions are summed: the KL term weighs P times too much, and the posterior collapses.",
        "对像素取了平均，对潜变量维度却求了和：KL 项被放大了 P 倍，后验会坍塌。",
    ),
    "dimensions-averaged": edit(
        "per_dimension.sum(dim=1) / 2",
        "per_dimension.mean(dim=1) / 2",
        "The latent dimensions are averaged; they are summed, as the pixels are.",
        "对潜变量维度取了平均；应当与像素一样求和。",
    ),
    "beta-on-reconstruction": edit(
        "reconstruction + self.beta * divergence",
        "self.beta * reconstruction + divergence",
        "Beta weighs the reconstruction; it belongs to the KL term.",
        "beta 乘到了重建项上；它属于 KL 项。",
    ),
    "divergence-subtracted": edit(
        "reconstruction + self.beta * divergence",
        "reconstruction - self.beta * divergence",
        "The divergence is rewarded: in the ELBO it is subtracted, in the loss it is added.",
        "散度成了奖励：ELBO 里减去它，损失里应当加上。",
    ),
    "summed-over-batch": edit(
        "(reconstruction + self.beta * divergence).mean()",
        "(reconstruction + self.beta * divergence).sum()",
        "The samples are summed; the mean is taken over them.",
        "对样本求和了；应当取平均。",
    ),
    "log-of-deviation": edit(
        "log_variance.exp() + mean.square() - 1 - log_variance",
        "(2 * log_variance).exp() + mean.square() - 1 - 2 * log_variance",
        "What is given is taken for the logarithm of the standard deviation; it is that of the variance.",
        "把给出的量当成了标准差的对数；它是方差的对数。",
    ),
    "squared-error": edit(
        "F.softplus((1 - 2 * pixels) * logits)",
        "(logits.sigmoid() - pixels).square()",
        "Pixels cost a squared error: that is the likelihood of a Gaussian, not of black and white.",
        "像素用了平方误差：那是高斯的似然，不是黑白像素的。",
    ),
    "pixels-exchanged": edit(
        "(1 - 2 * pixels) * logits",
        "(2 * pixels - 1) * logits",
        "Black and white are exchanged: the decoder is taught the negative.",
        "黑白弄反了：解码器学到的是底片。",
    ),
}
