"""Forward noising of diffusion models.

Ho, Jain, Abbeel: Denoising Diffusion Probabilistic Models (2020), equation 4."""

import torch
from torch import Tensor

from solutions import edit


def q_sample(x0: Tensor, noise: Tensor, alpha_bar: Tensor, t: Tensor) -> Tensor:
    """Noised samples [N, D] at the steps [N] of a schedule [T]."""
    kept = alpha_bar[t].unsqueeze(1)
    return kept.sqrt() * x0 + (1 - kept).sqrt() * noise


def oracle(x0: Tensor, noise: Tensor, alpha_bar: Tensor, t: Tensor) -> Tensor:
    """Sample by sample, as a rotation from signal to noise."""
    rows = []
    for clean, noisy, step in zip(x0, noise, t.tolist(), strict=True):
        angle = torch.acos(alpha_bar[step].sqrt())
        rows.append(torch.cos(angle) * clean + torch.sin(angle) * noisy)
    return torch.stack(rows)


WRONG = {
    "roots-missing": edit(
        "kept.sqrt() * x0 + (1 - kept).sqrt() * noise",
        "kept * x0 + (1 - kept) * noise",
        "The roots are missing: the variance does not stay at 1.",
        "少了平方根：方差不能保持为 1。",
    ),
    "complement-of-root": edit(
        "(1 - kept).sqrt()",
        "(1 - kept.sqrt())",
        "One less the root stands where the root of one less belongs.",
        "写成了“1 减去平方根”，应当是“1 减去之后再开方”。",
    ),
    "roles-exchanged": edit(
        "kept.sqrt() * x0 + (1 - kept).sqrt() * noise",
        "(1 - kept).sqrt() * x0 + kept.sqrt() * noise",
        "Signal and noise have each other's share.",
        "信号与噪声的份额对调了。",
    ),
    "same-step": edit(
        "alpha_bar[t].unsqueeze(1)",
        "alpha_bar[t[:1]].unsqueeze(1)",
        "All samples are noised to the step of the first.",
        "所有样本都加噪到了第一个样本的步。",
    ),
    "cumulated-again": edit(
        "alpha_bar[t]",
        "alpha_bar.cumprod(0)[t]",
        "The schedule is multiplied up again; it is cumulated already.",
        "又做了一次累乘；给出的已经累乘过了。",
    ),
    "noise-subtracted": edit(
        "+ (1 - kept).sqrt() * noise",
        "- (1 - kept).sqrt() * noise",
        "The noise is subtracted: the distribution is the same, the sample and its target are not.",
        "噪声应当加上，这里却减了：分布相同，但样本与目标对不上。",
    ),
}
