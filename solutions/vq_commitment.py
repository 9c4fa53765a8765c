"""Vector quantisation: nearest codes, the commitment loss of the encoder, perplexity of the codes.

van den Oord, Vinyals, Kavukcuoglu: Neural Discrete Representation Learning (2017)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit


def quantise(z: Tensor, codebook: Tensor, beta: float) -> tuple[Tensor, Tensor, Tensor]:
    """Loss of vectors [N, D] against their nearest of the codes [K, D], ids [N], perplexity."""
    squared = (z.detach().unsqueeze(1) - codebook.detach()).square().sum(dim=2)
    ids = squared.argmin(dim=1)
    nearest = codebook.detach()[ids]
    loss = beta * (z - nearest).square().mean()
    share = F.one_hot(ids, len(codebook)).to(z.dtype).mean(dim=0)
    perplexity = torch.exp(-torch.xlogy(share, share).sum())
    return loss, ids, perplexity


def oracle(z: Tensor, codebook: Tensor, *, beta: float) -> tuple[Tensor, Tensor, Tensor]:
    """PyTorch's own distances and error, the codes chosen one vector at a time."""
    chosen = []
    for vector in z.detach():
        away = [float(torch.dist(vector.double(), code.double())) for code in codebook]
        chosen.append(away.index(min(away)))
    ids = torch.tensor(chosen)
    loss = beta * F.mse_loss(z, codebook.detach().index_select(0, ids))
    counts = torch.bincount(ids, minlength=len(codebook)).double()
    # the perplexity is the inverse of the weighted geometric mean of the shares
    share = counts / counts.sum()
    return loss, ids, (1 / share.pow(share).prod()).to(z.dtype)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Codes 0.3 or more apart along every axis, and vectors that are clearly nearest to one of
    them, so that rounding cannot choose another; at times two codes are the same."""
    vectors, codes, width = sizes["N"], sizes["K"], sizes["D"]
    places = draw.uniform(codes, width).argsort(dim=0).double() - (codes - 1) / 2
    codebook = places / 2 + draw.uniform(codes, width, low=-0.1, high=0.1)
    z = draw.uniform(vectors, width, low=-1.0, high=1.0) * (codes / 4 + 1)
    squared = (z.unsqueeze(1) - codebook).square().sum(dim=2)
    if codes > 1:
        two = squared.topk(2, dim=1, largest=False).values
        close = (two[:, 1] - two[:, 0] < 0.05).unsqueeze(1)
        beside = codebook[squared.argmin(dim=1)] + draw.uniform(
            vectors, width, low=-0.05, high=0.05
        )
        z = torch.where(close, beside, z)
        if codes < 9 and bool(draw.coin(chance=0.4)):
            # on a grid where distances are exact however they are computed, so that ties are ties
            z = (z * 32).round() / 32
            first, last = draw.normal(codes).argsort()[:2].sort().values.tolist()
            codebook[first] = (codebook[first] * 32).round() / 32
            codebook[last] = z[0] = codebook[first]
    return {"z": z, "codebook": codebook}


WRONG = {
    "farthest": edit(
        "squared.argmin(dim=1)",
        "squared.argmax(dim=1)",
        "The farthest code is chosen.",
        "选的是最远的码。",
    ),
    "by-inner-product": edit(
        "squared.argmin(dim=1)",
        "(squared * 0 + z.detach() @ codebook.detach().T).argmax(dim=1)",
        "The code with the largest inner product is chosen: long codes win, however far away they are.",
        "按内积最大来选：不管离得多远，长的码总会赢。",
    ),
    "vector-for-each-code": edit(
        "squared.argmin(dim=1)",
        "squared.argmin(dim=0).repeat(len(z))[: len(z)] % len(codebook)",
        "The minimum runs over the vectors: each code has found its vector, not each vector its code.",
        "沿向量取了最小：成了每个码去找向量，而不是每个向量去找码。",
    ),
    "encoder-detached": edit(
        "(z - nearest).square().mean()",
        "(z.detach() - nearest + 0 * z).square().mean()",
        "The encoder is detached: that is the term that trains the codebook.",
        "detach 的是编码器：那是训练码本的那一项。",
    ),
    "dimensions-summed": edit(
        "(z - nearest).square().mean()",
        "(z - nearest).square().sum(dim=1).mean()",
        "The dimensions are summed, as the norm of the paper has it; here the mean is taken over them too.",
        "像论文的范数那样对维度求了和；这里对维度也取平均。",
    ),
    "both-terms": edit(
        "beta * (z - nearest)",
        "(1 + beta) * (z - nearest)",
        "The codebook's term is added too, and its gradient reaches the encoder.",
        "把码本那一项也加了进来，梯度还传到了编码器。",
    ),
    "beta-missing": edit(
        "loss = beta * (z - nearest)",
        "loss = (z - nearest)",
        "Beta is missing.",
        "少了 beta。",
    ),
    "entropy": edit(
        "torch.exp(-torch.xlogy(share, share).sum())",
        "-torch.xlogy(share, share).sum()",
        "That is the entropy; perplexity is its exponential.",
        "这是熵；困惑度是熵的指数。",
    ),
}
