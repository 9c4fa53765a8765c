"""Unlikelihood of unwanted tokens, summed over them, mean over places.

Welleck et al.: Neural Text Generation with Unlikelihood Training (2020)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit, instead


def unlikelihood_loss(logits: Tensor, negatives: Tensor) -> Tensor:
    """Loss of logits [N, V] with the tokens [N, V] that are not wanted."""
    itself = torch.eye(logits.shape[1], dtype=torch.bool, device=logits.device)
    others = logits.unsqueeze(1).masked_fill(itself, -torch.inf).logsumexp(dim=2)
    log_rest = F.logsigmoid(others - logits)
    return -torch.where(negatives, log_rest, 0.0).sum() / len(logits)


def oracle(logits: Tensor, negatives: Tensor) -> Tensor:
    """Token by token, the probabilities of all the others added up in log space."""
    total = logits.sum() * 0
    for log_probs, unwanted in zip(logits.log_softmax(dim=1), negatives, strict=True):
        for token in unwanted.nonzero().flatten().tolist():
            rest = torch.cat([log_probs[:token], log_probs[token + 1 :]])
            total = total - rest.logsumexp(dim=0)
    return total / len(logits)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Places with none, some and all tokens unwanted."""
    shape = (sizes["N"], sizes["V"])
    chance = draw.uniform(sizes["N"], 1, low=-0.2, high=1.2)
    negatives = draw.uniform(*shape) < chance
    negatives[-1, 0] = True
    return {"negatives": negatives}


def _negative_likelihood(logits: Tensor, negatives: Tensor) -> Tensor:
    return torch.where(negatives, logits.log_softmax(dim=1), 0.0).sum() / len(logits)


def _set_as_a_whole(logits: Tensor, negatives: Tensor) -> Tensor:
    wanted = logits.masked_fill(negatives, -1e4).logsumexp(dim=1) - logits.logsumexp(dim=1)
    return -wanted.mean()


WRONG = {
    "likelihood-negated": instead(
        _negative_likelihood,
        "The log-likelihood of the unwanted tokens is made small: that has no end, and pushes hardest where a token is gone already.",
        "直接压低不想要的词元的对数似然：没有尽头，而且词元越不可能压得越狠。",
    ),
    "set-as-a-whole": instead(
        _set_as_a_whole,
        "The unwanted tokens are taken together, as one event; each counts on its own.",
        "把不想要的词元合成了一个事件；应当各自计算。",
    ),
    "sigmoid-of-logits": edit(
        "F.logsigmoid(others - logits)",
        "F.logsigmoid(-logits)",
        "Each logit goes through a sigmoid of its own; the probabilities are a softmax over the vocabulary.",
        "每个 logit 各自过了 sigmoid；概率应当是对词表的 softmax。",
    ),
    "normaliser-of-all": edit(
        "logits.unsqueeze(1).masked_fill(itself, -torch.inf).logsumexp(dim=2)",
        "logits.logsumexp(dim=1, keepdim=True)",
        "The token itself is among the others: then it is log(1 / (1 + p)), not log(1 - p).",
        "“其余”里包含了词元自己：得到的是 log(1 / (1 + p))，不是 log(1 - p)。",
    ),
    "wanted-punished": edit(
        "torch.where(negatives, log_rest, 0.0)",
        "torch.where(negatives, 0.0, log_rest)",
        "The tokens that are wanted are pushed down, and the others left alone.",
        "压低的是想要的词元，不想要的反而没动。",
    ),
    "all-tokens": edit(
        "torch.where(negatives, log_rest, 0.0)",
        "log_rest",
        "Every token is pushed down, wanted or not.",
        "不管想不想要，所有词元都被压低了。",
    ),
    "mean-over-negatives": edit(
        "/ len(logits)",
        "/ negatives.sum()",
        "The sum is divided by the number of unwanted tokens, not of places.",
        "除以了不想要的词元的个数，应当除以位置数。",
    ),
    "logarithm-missing": edit(
        "F.logsigmoid(others - logits)",
        "torch.sigmoid(others - logits)",
        "The logarithm is missing: a token that is nearly certain gets hardly any gradient.",
        "少了对数：几乎必然出现的词元几乎得不到梯度。",
    ),
}
