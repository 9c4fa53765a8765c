"""Non-saturating loss of a generator on the discriminator's logits, mean over samples.

Goodfellow et al.: Generative Adversarial Nets (2014)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def generator_loss(fake: Tensor) -> Tensor:
    """Loss of the logits [N] that generated samples got."""
    log_yes = F.logsigmoid(fake)
    return -log_yes.mean()


def oracle(fake: Tensor) -> Tensor:
    """As the log of a sum of exponentials, beside a logit of 0 for no."""
    against = torch.stack([torch.zeros_like(fake), fake])
    return (against.logsumexp(dim=0) - fake).sum() / len(fake)


WRONG = {
    "saturating": edit(
        "-log_yes.mean()",
        "(log_yes - fake).mean()",
        "That is the minimax form, the mean of log(1 - sigmoid): it saturates while the discriminator wins.",
        "这是极小极大形式，即 log(1 - sigmoid) 的平均：判别器占上风时它会饱和。",
    ),
    "taught-fake": edit(
        "F.logsigmoid(fake)",
        "F.logsigmoid(-fake)",
        "The samples are taught to be recognised: that is the discriminator's second term.",
        "这是在教样本被识破：那是判别器损失的第二项。",
    ),
    "sign-reversed": edit(
        "-log_yes.mean()",
        "log_yes.mean()",
        "The minus is missing: the generator learns to get a no.",
        "少了负号：生成器会学着让判别器说“否”。",
    ),
    "critic": edit(
        "F.logsigmoid(fake)",
        "fake",
        "The score itself is raised, as Wasserstein and hinge GANs do; here it goes through a sigmoid and a logarithm.",
        "直接提高了打分，那是 Wasserstein GAN 和 hinge GAN 的做法；这里要先过 sigmoid 再取对数。",
    ),
    "logarithm-missing": edit(
        "F.logsigmoid(fake)",
        "fake.sigmoid()",
        "The logarithm is missing: the probability alone has no slope where the generator is losing.",
        "少了对数：光是概率，在生成器落后时就没有斜率。",
    ),
    "log-of-mean": edit(
        "-log_yes.mean()",
        "-log_yes.exp().mean().log()",
        "The probabilities are averaged before the logarithm: a few convincing samples excuse all the others.",
        "先平均概率再取对数：几个逼真的样本就掩护了其余所有样本。",
    ),
    "sigmoid-twice": edit(
        "F.logsigmoid(fake)",
        "F.logsigmoid(fake.sigmoid())",
        "A sigmoid is taken before the log-sigmoid, which has one already.",
        "在 log-sigmoid 之前又做了一次 sigmoid；它里面已经有了。",
    ),
    "hinge": edit(
        "log_yes = F.logsigmoid(fake)",
        "log_yes = -torch.relu(1 - fake)",
        "That is a critic's hinge, not a logarithm: a sample that got more than 1 teaches the generator nothing.",
        "那是判别器的合页损失，不是对数：得分超过 1 的样本对生成器就没有梯度了。",
    ),
}
