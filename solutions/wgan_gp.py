"""Critic loss of WGAN-GP, for a critic that is given.

Gulrajani, Ahmed, Arjovsky, Dumoulin, Courville: Improved Training of Wasserstein GANs (2017),
equation 3."""

import torch
from torch import Tensor, nn

from solutions import Draw, Network, edit


def wgan_gp_loss(
    critic: nn.Module, real: Tensor, fake: Tensor, mix: Tensor, penalty: float
) -> Tensor:
    """Loss of a critic of [N, D] samples, with its slope between real and fake ones."""
    share = mix.unsqueeze(1)
    mixed = (share * real + (1 - share) * fake).detach().requires_grad_()
    (slopes,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
    norms = slopes.square().sum(dim=1).sqrt()
    gap: Tensor = critic(fake).mean() - critic(real).mean()
    return gap + penalty * (norms - 1).square().mean()


def oracle(critic: Network, real: Tensor, fake: Tensor, mix: Tensor, *, penalty: float) -> Tensor:
    """The slope in closed form, sample by sample: the derivative of tanh is 1 / cosh^2."""
    weight, readout = critic.layer, critic.readout
    total = torch.zeros((), dtype=weight.dtype)
    for one, other, share in zip(real, fake, mix, strict=True):
        middle = other + share * (one - other)
        slope = (readout / torch.cosh(torch.mv(weight, middle)) ** 2) @ weight
        scores = [torch.dot(readout, torch.tanh(torch.mv(weight, x))) for x in (one, other)]
        total = total + scores[1] - scores[0] + penalty * (slope.norm() - 1) ** 2
    return total / len(real)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """A critic that is neither flat nor steep anywhere between the samples: others are drawn
    again."""
    shape = sizes["N"], sizes["D"]
    real, fake = draw.kind("values", *shape), draw.kind("values", *shape)
    mix = draw.kind("chances", sizes["N"])
    middle = fake + mix[:, None] * (real - fake)
    while True:
        weight = draw.normal(sizes["H"], sizes["D"]) / sizes["D"] ** 0.5
        readout = 1.5 * draw.normal(sizes["H"]) / sizes["H"] ** 0.5
        if sizes["H"] == 1:
            # of a single unit the slope is as flat as its tanh
            weight = weight.clamp(-0.6, 0.6)
        slopes = ((1 - torch.tanh(middle @ weight.T).square()) * readout) @ weight
        if float(slopes.norm(dim=1).min()) > 0.02:
            found = {"critic.layer": weight, "critic.readout": readout}
            return {**found, "real": real, "fake": fake, "mix": mix}


WRONG = {
    "penalty-constant": edit(
        "create_graph=True",
        "retain_graph=True",
        "The slope is a constant for autograd: without `create_graph=True` the penalty has a value but moves no weight.",
        "对自动求导来说斜率成了常数：不写 `create_graph=True`，惩罚项有数值，却推不动任何权重。",
    ),
    "slope-of-the-mean": edit(
        "critic(mixed).sum()",
        "critic(mixed).mean()",
        "The mean of the scores is differentiated: every slope is N times too short. The sum keeps the samples apart.",
        "求导的是分数的平均：每个斜率都小了 N 倍。对总和求导才是各样本自己的斜率。",
    ),
    "norm-of-the-batch": edit(
        "slopes.square().sum(dim=1).sqrt()",
        "slopes.square().sum().sqrt()",
        "One norm is taken of the slopes of the whole batch; each sample has its own.",
        "对整个批次的斜率求了一个范数；每个样本应当各求各的。",
    ),
    "one-sided": edit(
        "(norms - 1).square()",
        "(norms - 1).clamp(min=0).square()",
        "Slopes shorter than 1 cost nothing; the penalty of the paper is two-sided.",
        "长度小于 1 的斜率没有受罚；论文的惩罚是双侧的。",
    ),
    "squared-norm": edit(
        "slopes.square().sum(dim=1).sqrt()",
        "slopes.square().sum(dim=1)",
        "The squared length is compared with 1: the root is missing, and long slopes cost far too much.",
        "拿长度的平方与 1 比较：少了开方，长的斜率罚得太重。",
    ),
    "towards-zero": edit(
        "(norms - 1).square()",
        "norms.square()",
        "The slope is drawn to 0, as R1 does; here its length should be 1.",
        "把斜率往 0 拉，那是 R1 的做法；这里长度应当是 1。",
    ),
    "at-the-real": edit(
        "(share * real + (1 - share) * fake)",
        "(real + 0 * share * fake)",
        "The slope is taken at the real samples; it is wanted between real and fake ones.",
        "斜率取在了真实样本处；应当取在真实与生成样本之间。",
    ),
    "shares-exchanged": edit(
        "(share * real + (1 - share) * fake)",
        "((1 - share) * real + share * fake)",
        "`mix` is taken for the share of the fake sample; it is that of the real one here.",
        "把 `mix` 当成了生成样本的比例；这里它是真实样本的。",
    ),
    "scores-exchanged": edit(
        "critic(fake).mean() - critic(real).mean()",
        "critic(real).mean() - critic(fake).mean()",
        "The difference of the scores has the wrong sign: the critic would learn to score fake samples higher.",
        "分数之差的符号反了：判别器会学着给生成样本更高的分。",
    ),
}
