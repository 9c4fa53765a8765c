"""Discriminator loss of a GAN on logits: two means, added.

Goodfellow et al.: Generative Adversarial Nets (2014), equation 1."""

import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def discriminator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """Loss of logits of real [N] and of generated samples [M]."""
    on_real = -F.logsigmoid(real).mean()
    on_fake = -F.logsigmoid(-fake).mean()
    return on_real + on_fake


def oracle(real: Tensor, fake: Tensor) -> Tensor:
    """By softplus."""
    return F.softplus(-real).sum() / len(real) + F.softplus(fake).sum() / len(fake)


WRONG = {
    "labels-exchanged": edit(
        "-F.logsigmoid(real).mean()",
        "-F.logsigmoid(-real).mean()",
        "Real samples are taught to be fake.",
        "把真实样本当成假的来教了。",
    ),
    "fake-taught-real": edit(
        "-F.logsigmoid(-fake).mean()",
        "-F.logsigmoid(fake).mean()",
        "Generated samples are taught to be real: that is the generator's loss.",
        "把生成样本当成真的来教了：那是生成器的损失。",
    ),
    "halved": edit(
        "on_real + on_fake",
        "(on_real + on_fake) / 2",
        "The sum is halved; here the two means are added.",
        "又除以了 2；这里是两个平均相加。",
    ),
    "fake-missing": edit(
        "on_real + on_fake",
        "on_real + 0 * on_fake",
        "Generated samples are left out: yes is always right.",
        "漏掉了生成样本：总答“是”就行了。",
    ),
    "fake-added": edit(
        "on_real + on_fake",
        "on_real - on_fake",
        "The second term has the wrong sign.",
        "第二项的符号错了。",
    ),
    "logarithm-missing": edit(
        "-F.logsigmoid(-fake).mean()",
        "fake.sigmoid().mean()",
        "The logarithm of the second term is missing.",
        "第二项少了对数。",
    ),
}
