"""Load balancing loss of the router of a mixture of experts.

Fedus, Zoph, Shazeer: Switch Transformers (2022), for one expert a token; the shares of top-k
routing are those of Dai et al.: DeepSeekMoE (2024)."""

import torch
from torch import Tensor

from solutions import Draw, edit


def load_balancing_loss(router_logits: Tensor, k: int) -> Tensor:
    """Loss of the logits [N, E] of a router that sends each token to k experts."""
    tokens, experts = router_logits.shape
    probabilities = torch.softmax(router_logits, dim=1)
    chosen = router_logits.topk(k, dim=1).indices
    share = torch.zeros_like(router_logits).scatter(1, chosen, 1.0).sum(dim=0) / (tokens * k)
    mean_probability = probabilities.mean(dim=0)
    return experts * (share * mean_probability).sum()


def oracle(router_logits: Tensor, *, k: int) -> Tensor:
    """The mean probability that each place taken has in the batch, by a threshold in each row."""
    with torch.no_grad():
        least = router_logits.sort(dim=1, descending=True).values[:, k - 1 : k]
        taken = (router_logits >= least).nonzero()[:, 1]
    log_probs = router_logits - router_logits.logsumexp(dim=1, keepdim=True)
    # each place taken by an expert counts the probability that all tokens give to that expert
    return router_logits.shape[1] * log_probs[:, taken].exp().mean()


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Logits of which no two of a token are equal, so that it is clear which are the largest."""
    shape = (sizes["N"], sizes["E"])
    rank = draw.normal(*shape).argsort(dim=1)
    place = (rank + draw.uniform(*shape, high=0.8)) / sizes["E"]
    return {"router_logits": 6 * place - 3}


WRONG = {
    "experts-missing": edit(
        "experts * (share * mean_probability).sum()",
        "(share * mean_probability).sum()",
        "The factor E is missing: a balanced router would cost 1 / E.",
        "少了系数 E：完全均衡时会得到 1 / E。",
    ),
    "probabilities-squared": edit(
        "share * mean_probability",
        "mean_probability * mean_probability",
        "The probabilities stand in for the shares: what was really chosen has no influence.",
        "用概率代替了占比：实际选了谁毫无影响。",
    ),
    "not-divided-by-k": edit(
        "(tokens * k)",
        "tokens",
        "The shares add up to k and not to 1, as in Transformers.",
        "占比加起来成了 k 而不是 1，那是 Transformers 库的做法。",
    ),
    "first-choice-only": edit(
        "router_logits.topk(k, dim=1).indices",
        "router_logits.topk(1, dim=1).indices.expand(-1, k)",
        "Only the first choice of each token is counted; it is sent to k experts.",
        "只数了每个词元的第一选择；它会被送给 k 个专家。",
    ),
    "chosen-probabilities-only": edit(
        "probabilities.mean(dim=0)",
        "(probabilities * torch.zeros_like(router_logits).scatter(1, chosen, 1.0)).mean(dim=0)",
        "Only the probabilities of chosen experts are averaged; all tokens have a say in P, chosen or not.",
        "只平均了被选中的专家的概率；P 要算上全部词元，不论选没选中。",
    ),
    "renormalised": edit(
        "torch.softmax(router_logits, dim=1)",
        "torch.softmax(router_logits.masked_fill(torch.zeros_like(router_logits).scatter(1, router_logits.topk(k, dim=1).indices, 1.0) == 0, -torch.inf), dim=1)",
        "The softmax runs over the chosen experts alone; here it is taken before the choice.",
        "softmax 只在被选中的专家上计算了；这里应当在选择之前、对全部专家计算。",
    ),
    "softmax-over-tokens": edit(
        "torch.softmax(router_logits, dim=1)",
        "torch.softmax(router_logits, dim=0)",
        "The softmax runs over the tokens: each token has to choose among experts.",
        "softmax 沿词元计算了；应当让每个词元在专家之间选择。",
    ),
    "summed-over-tokens": edit(
        "probabilities.mean(dim=0)",
        "probabilities.sum(dim=0)",
        "The probabilities are summed over the tokens: the loss grows with the batch.",
        "概率对词元求了和：批次越大损失越大。",
    ),
}
