"""Softmax cross-entropy of class ids in NumPy: log-sum-exp less the true logit, mean over samples."""

import numpy as np
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def softmax_cross_entropy(x: np.ndarray, y: np.ndarray) -> float:
    """Mean over the samples of minus the log-probability of their class [N] under logits [N, C]."""
    shifted = x - x.max(axis=1, keepdims=True)
    lse = np.log(np.exp(shifted).sum(axis=1))
    return (lse - shifted[np.arange(len(y)), y]).mean()


def oracle(x: Tensor, y: Tensor) -> Tensor:
    """PyTorch's own."""
    return F.cross_entropy(x, y)


WRONG = {
    "every-pair": edit(
        "shifted[np.arange(len(y)), y]",
        "shifted[:, y].mean(axis=1)",
        "`[:, y]` takes the classes of the whole batch for every sample; each sample has one class, so the rows need an index of their own.",
        "`[:, y]` 给每个样本取了整个批次的类别；每个样本只有一个类别，行也要有自己的索引。",
    ),
    "lse-alone": edit(
        "(lse - shifted[np.arange(len(y)), y]).mean()",
        "(lse + x.max(axis=1)).mean()",
        "That is the log-sum-exp alone. The logit of the true class is not taken from it, so the labels have no influence.",
        "这只是 log-sum-exp，没有减去真实类别的 logit，标签完全不起作用。",
    ),
    "mixed-shift": edit(
        "shifted[np.arange(len(y)), y]",
        "x[np.arange(len(y)), y]",
        "The maximum was taken away inside the logarithm and not from the true logit, so it does not cancel.",
        "对数里减去了最大值，真实类别的 logit 却没有减，两者抵消不了。",
    ),
    "one-shift-for-all": edit(
        "x.max(axis=1, keepdims=True)",
        "x.max(axis=0, keepdims=True)",
        "The largest logit of each class is taken away, over the samples. Only a number that is the same for the whole row leaves a softmax as it is.",
        "减去的是每个类别在样本间的最大值。只有整行同减一个数，softmax 才不变。",
    ),
    "over-the-batch": edit(
        "np.exp(shifted).sum(axis=1)",
        "np.exp(shifted).sum()",
        "The exponentials of the whole batch are summed, so the samples share one softmax; each row has its own.",
        "把整个批次的指数都加在一起，所有样本共用了一个 softmax；每一行应当各有一个。",
    ),
    "probabilities-averaged": edit(
        "(lse - shifted[np.arange(len(y)), y]).mean()",
        "-np.log(np.exp(shifted[np.arange(len(y)), y] - lse).mean())",
        "The probabilities are averaged before the logarithm is taken; the mean is meant of the logarithms.",
        "先对概率求平均再取对数；要平均的是对数。",
    ),
    "summed": edit(
        "(lse - shifted[np.arange(len(y)), y]).mean()",
        "(lse - shifted[np.arange(len(y)), y]).sum()",
        "The losses of the samples are summed, not averaged: the number grows with the batch.",
        "对各样本的损失求了和而不是平均：数值会随批大小增长。",
    ),
}
