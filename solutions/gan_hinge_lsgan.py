"""Two losses of a discriminator on plain scores: hinge, and least squares with targets 1 and 0.

Mao et al.: Least Squares Generative Adversarial Networks (2017); Miyato, Kataoka, Koyama, Yoshida:
Spectral Normalization for Generative Adversarial Networks (2018)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def critic_losses(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    """Hinge and least-squares loss of scores of real [N] and generated samples [M]."""
    short = torch.relu(1 - real)
    over = torch.relu(1 + fake)
    hinge = short.mean() + over.mean()
    least_squares = (real - 1).square().mean() / 2 + fake.square().mean() / 2
    return hinge, least_squares


def oracle(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    """By PyTorch's own losses against signs and targets, and absolute values for the hinge."""
    up, down = torch.ones_like(real), torch.zeros_like(fake)
    low = (1 - real + (1 - real).abs()) / 2
    high = (1 + fake + (1 + fake).abs()) / 2
    hinge = low.sum() / len(real) + high.sum() / len(fake)
    return hinge, (F.mse_loss(real, up) + F.mse_loss(fake, down)) / 2


WRONG = {
    "fake-to-the-same-side": edit(
        "torch.relu(1 + fake)",
        "torch.relu(1 - fake)",
        "Generated samples have the margin of real ones: both are to score above 1.",
        "生成样本用了真实样本的间隔：两者都要打到 1 以上。",
    ),
    "margins-missing": edit(
        "torch.relu(1 - real)",
        "torch.relu(-real)",
        "The margin of real samples is missing: a score of 0 is enough.",
        "真实样本少了间隔：打 0 分就够了。",
    ),
    "critic-of-wasserstein": edit(
        "short.mean() + over.mean()",
        "(1 - real).mean() + (1 + fake).mean() + 0 * (short.sum() + over.sum())",
        "The maximum with 0 is missing: scores may run away, as those of a Wasserstein critic without a penalty.",
        "少了与 0 取最大：打分会失控，就像没有惩罚项的 Wasserstein 判别器。",
    ),
    "target-minus-one": edit(
        "fake.square().mean() / 2",
        "(fake + 1).square().mean() / 2",
        "Generated samples are drawn to -1; the target is 0 here.",
        "把生成样本拉向了 -1；这里的目标是 0。",
    ),
    "halves-missing": edit(
        "(real - 1).square().mean() / 2 + fake.square().mean() / 2",
        "(real - 1).square().mean() + fake.square().mean()",
        "The halves of least squares are missing.",
        "最小二乘少了二分之一。",
    ),
    "hinge-halved": edit(
        "short.mean() + over.mean()",
        "(short.mean() + over.mean()) / 2",
        "The hinge is halved; its two means are added as they are.",
        "hinge 又除以了 2；它的两个平均直接相加。",
    ),
    "sigmoid-first": edit(
        "(real - 1).square().mean() / 2 + fake.square().mean() / 2",
        "(real.sigmoid() - 1).square().mean() / 2 + fake.sigmoid().square().mean() / 2",
        "The scores go through a sigmoid before least squares: the gradient vanishes far out, which the loss was made to avoid.",
        "做最小二乘之前先过了 sigmoid：远处梯度消失，而这个损失正是为了避免它。",
    ),
    "targets-exchanged": edit(
        "(real - 1).square().mean() / 2 + fake.square().mean() / 2",
        "real.square().mean() / 2 + (fake - 1).square().mean() / 2",
        "The targets are exchanged: real samples are drawn to 0 and generated ones to 1.",
        "目标对调了：真实样本被拉向 0，生成样本被拉向 1。",
    ),
}
