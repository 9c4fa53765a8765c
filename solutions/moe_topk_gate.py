"""Top-k gate of a sparse mixture of experts: a softmax among the chosen ones.

Shazeer et al.: Outrageously Large Neural Networks, The Sparsely-Gated Mixture-of-Experts Layer
(2017), equations 3 to 5, without noise."""

import torch
from torch import Tensor

from solutions import Draw, edit


def top_k_gate(logits: Tensor, k: int) -> Tensor:
    """Weights [N, E] of experts for tokens with router logits [N, E], 0 for all but k of them."""
    chosen, places = logits.topk(k, dim=1)
    weights = torch.softmax(chosen, dim=1)
    return torch.zeros_like(logits).scatter(1, places, weights)


def oracle(logits: Tensor, *, k: int) -> Tensor:
    """A softmax over all, cut at the k-th largest logit, over the sum of what is left."""
    least = logits.detach().sort(dim=1, descending=True).values[:, k - 1 : k]
    every = logits - logits.detach().amax(dim=1, keepdim=True)
    left = torch.where(logits >= least, every.exp(), 0.0)
    return left / left.sum(dim=1, keepdim=True)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Logits of which no two of a token are equal, so that it is clear which are the largest."""
    shape = (sizes["N"], sizes["E"])
    rank = draw.normal(*shape).argsort(dim=1)
    place = (rank + draw.uniform(*shape, high=0.8)) / sizes["E"]
    return {"logits": 6 * place - 3}


WRONG = {
    "softmax-over-all": edit(
        "torch.softmax(chosen, dim=1)",
        "torch.softmax(logits, dim=1).gather(1, places)",
        "The softmax runs over all experts and the chosen weights are not divided by their sum: "
        "they sum to less than 1.",
        "softmax 取遍了全部专家，选中的权重又没有除以它们的和：加起来不到 1。",
    ),
    "not-in-place": edit(
        "torch.zeros_like(logits).scatter(1, places, weights)",
        "torch.zeros_like(logits).scatter(1, places.argsort(dim=1).argsort(dim=1), weights)",
        "The weights are not put where their experts stand: the first k columns get them.",
        "权重没有放到各自专家的位置上：全落在了前 k 列。",
    ),
    "zeros-before-softmax": edit(
        """weights = torch.softmax(chosen, dim=1)
    return torch.zeros_like(logits).scatter(1, places, weights)""",
        "return torch.softmax(torch.zeros_like(logits).scatter(1, places, chosen), dim=1)",
        "Logits of the others are 0, not minus infinity, in the softmax: they keep a weight.",
        "其余专家的 logit 在 softmax 里成了 0 而不是负无穷，仍然分到权重。",
    ),
    "equal-weights": edit(
        "torch.softmax(chosen, dim=1)",
        "torch.ones_like(chosen) / k + 0 * chosen",
        "The chosen experts all get 1 / k: the router has no gradient and learns nothing.",
        "选中的专家都得到 1 / k：路由器没有梯度，什么也学不到。",
    ),
    "smallest-chosen": edit(
        "logits.topk(k, dim=1)",
        "logits.topk(k, dim=1, largest=False)",
        "The experts with the smallest logits are chosen.",
        "选了 logit 最小的专家。",
    ),
    "linear-weights": edit(
        "torch.softmax(chosen, dim=1)",
        "torch.sigmoid(chosen) / torch.sigmoid(chosen).sum(dim=1, keepdim=True)",
        "The logits go through a sigmoid each and are divided by the sum, as in DeepSeek-V3; here "
        "it is a softmax.",
        "每个 logit 各做 sigmoid 再除以总和，那是 DeepSeek-V3 的做法；这里是 softmax。",
    ),
    "softmax-twice": edit(
        "torch.softmax(chosen, dim=1)",
        "torch.softmax(torch.softmax(logits, dim=1).gather(1, places), dim=1)",
        "A softmax over all is followed by one over the chosen: probabilities are taken for "
        "logits, and the weights come out too even.",
        "对全部做了 softmax，又对选中的再做一次：把概率当成 logits，权重过于平均。",
    ),
    "over-the-tokens": edit(
        "torch.softmax(chosen, dim=1)",
        "torch.softmax(chosen, dim=0)",
        "The softmax runs over the tokens: the weights of one token do not sum to 1.",
        "softmax 沿词元方向做了：一个词元的权重加起来不等于 1。",
    ),
}
