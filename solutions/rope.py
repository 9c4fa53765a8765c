"""Rotary position embedding, of neighbours or of halves.

Su et al.: RoFormer, Enhanced Transformer with Rotary Position Embedding (2021)."""

import torch
from torch import Tensor

from solutions import edit


def rope(x: Tensor, positions: Tensor, base: float, interleaved: bool) -> Tensor:
    """Vectors [B, T, 8], each pair of entries turned by the positions [T] of the tokens."""
    half = x.shape[-1] // 2
    exponents = torch.arange(half).double() / half
    angles = (positions.unsqueeze(1) * base**-exponents).to(x.dtype)
    cos, sin = angles.cos(), angles.sin()
    if interleaved:
        a, b = x[..., 0::2], x[..., 1::2]
        return torch.stack((a * cos - b * sin, a * sin + b * cos), dim=-1).flatten(-2)
    a, b = x[..., :half], x[..., half:]
    return torch.cat((a * cos - b * sin, a * sin + b * cos), dim=-1)


def oracle(x: Tensor, positions: Tensor, *, base: float, interleaved: bool) -> Tensor:
    """One rotation matrix a position, filled pair by pair."""
    size = x.shape[-1]
    turns = torch.zeros(len(positions), size, size, dtype=x.dtype)
    for place, position in enumerate(positions.tolist()):
        for pair in range(size // 2):
            one, two = (2 * pair, 2 * pair + 1) if interleaved else (pair, pair + size // 2)
            angle = torch.tensor(position / base ** (2 * pair / size), dtype=torch.float64)
            turns[place, one, one] = turns[place, two, two] = angle.cos()
            turns[place, two, one] = angle.sin()
            turns[place, one, two] = -angle.sin()
    return torch.einsum("tij,btj->bti", turns, x)


WRONG = {
    "other-way-round": edit(
        "cos, sin = angles.cos(), angles.sin()",
        "cos, sin = angles.cos(), -angles.sin()",
        "The pairs turn the other way. Among themselves queries and keys agree, with other weights they do not.",
        "转的方向反了。查询和键都这样时还能对上，换成别人的权重就不对了。",
    ),
    "always-halves": edit(
        "if interleaved:",
        "if interleaved is None:",
        "Halves are turned whatever the layout.",
        "不管哪种排列，转的都是前后两半。",
    ),
    "always-neighbours": edit(
        "if interleaved:",
        "if interleaved in (True, False):",
        "Neighbours are turned whatever the layout.",
        "不管哪种排列，转的都是相邻分量。",
    ),
    "layouts-exchanged": edit(
        "if interleaved:",
        "if not interleaved:",
        "The two layouts are exchanged.",
        "两种排列弄反了。",
    ),
    "exponent-halved": edit(
        "torch.arange(half).double() / half",
        "torch.arange(half).double() / x.shape[-1]",
        "The exponent is i / D; it is 2i / D, since a frequency belongs to a pair.",
        "指数成了 i / D；一个频率对应一对分量，应是 2i / D。",
    ),
    "positions-from-one": edit(
        "positions.unsqueeze(1)",
        "(positions.unsqueeze(1) + 1)",
        "Positions are counted from 1; the token at 0 stays as it is.",
        "位置从 1 数起了；位置 0 的词元应保持不变。",
    ),
    "place-for-position": edit(
        "positions.unsqueeze(1)",
        "torch.arange(x.shape[1]).unsqueeze(1)",
        "The place in the tensor stands for the position that is given; with a cache they differ.",
        "用了张量里的下标代替给出的位置；带缓存解码时两者不同。",
    ),
    "one-frequency": edit(
        "base**-exponents",
        "torch.ones(half)",
        "All pairs turn at the same speed.",
        "每一对都用了同样的转速。",
    ),
    "left-in-halves": edit(
        "torch.stack((a * cos - b * sin, a * sin + b * cos), dim=-1).flatten(-2)",
        "torch.cat((a * cos - b * sin, a * sin + b * cos), dim=-1)",
        "Neighbours are turned but put down in halves, not where they stood.",
        "转的是相邻分量，结果却按前后两半摆放，没有放回原处。",
    ),
}
