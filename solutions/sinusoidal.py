"""Sinusoidal position encoding, added to embeddings.

Vaswani et al.: Attention Is All You Need (2017), section on positional encoding."""

import cmath

import torch
from torch import Tensor

from solutions import edit


def add_positions(x: Tensor, positions: Tensor) -> Tensor:
    """Embeddings [B, T, D] plus sines and cosines of the positions [T] of their tokens."""
    size = x.shape[-1]
    column = torch.arange(size)
    exponents = (column - column % 2).double() / size
    angles = positions.unsqueeze(1) * 10000.0**-exponents
    waves = torch.where(column % 2 == 0, angles.sin(), angles.cos())
    return x + waves.to(x.dtype)


def oracle(x: Tensor, positions: Tensor) -> Tensor:
    """Powers of one complex number a pair: its imaginary part is the sine."""
    size = x.shape[-1]
    rows = []
    for position in positions.tolist():
        turned = [cmath.rect(1, 1e4 ** (-2 * i / size)) ** position for i in range(size)]
        rows.append([part for one in turned for part in (one.imag, one.real)][:size])
    return x + torch.tensor(rows, dtype=torch.float64).to(x.dtype)


WRONG = {
    "halves": edit(
        "torch.where(column % 2 == 0, angles.sin(), angles.cos())",
        "torch.cat((angles[:, 0::2].sin(), angles[:, 0::2].cos()), dim=1)[:, :size]",
        "All sines come first and all cosines after; here they stand beside each other.",
        "先放了全部正弦、再放全部余弦；这里两者应当相邻。",
    ),
    "a-frequency-each": edit(
        "column - column % 2",
        "column",
        "Every column has a frequency of its own; a sine and its cosine share one.",
        "每一列各用一个频率；一对正弦和余弦应当共用一个。",
    ),
    "exponent-halved": edit(
        "(column - column % 2).double() / size",
        "(column // 2).double() / size",
        "The exponent is i / D; it is 2i / D, so that the frequencies reach down to nearly 1/10000.",
        "指数成了 i / D；应是 2i / D，频率才会一直降到接近 1/10000。",
    ),
    "positions-from-one": edit(
        "positions.unsqueeze(1)",
        "(positions.unsqueeze(1) + 1)",
        "Positions are counted from 1; at 0 all sines are 0.",
        "位置从 1 数起了；位置 0 处正弦都应为 0。",
    ),
    "place-for-position": edit(
        "positions.unsqueeze(1)",
        "torch.arange(x.shape[1]).unsqueeze(1)",
        "The place in the tensor stands for the position that is given.",
        "用了张量里的下标代替给出的位置。",
    ),
    "cosine-first": edit(
        "column % 2 == 0",
        "column % 2 == 1",
        "The cosine comes before the sine.",
        "余弦放到了正弦前面。",
    ),
    "growing-frequencies": edit(
        "10000.0**-exponents",
        "10000.0**exponents",
        "The position is multiplied by the power of 10000, where it is divided by it: later pairs turn faster.",
        "位置乘上了 10000 的幂，应当是除以：越靠后的对反而转得越快。",
    ),
    "scaled-embeddings": edit(
        "return x + waves",
        "return x * size**0.5 + waves",
        "The embeddings are multiplied by the root of D first, which is not asked for here.",
        "先把嵌入乘了根号 D，这里没有要求。",
    ),
    "in-place-of-x": edit(
        "return x + waves.to(x.dtype)",
        "return 0 * x + waves.to(x.dtype)",
        "The encoding alone is returned; it is to be added to the embeddings.",
        "只返回了编码本身；应当加到嵌入上。",
    ),
    "even-size-in-exponent": edit(
        ".double() / size",
        ".double() / (size + size % 2)",
        "For an odd D the exponent is divided by the next even number.",
        "D 为奇数时，指数除以了下一个偶数。",
    ),
}
