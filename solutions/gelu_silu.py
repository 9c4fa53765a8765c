"""GELU with the error function and with the hyperbolic tangent, and SiLU.

Hendrycks, Gimpel: Gaussian Error Linear Units (2016)."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from solutions import edit


def gelu_silu(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Exact GELU, approximate GELU and SiLU [N] of entries [N]."""
    normal = (1 + torch.erf(x / math.sqrt(2))) / 2
    tangent = torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))
    return x * normal, x * (1 + tangent) / 2, x * torch.sigmoid(x)


def oracle(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """PyTorch's own."""
    return F.gelu(x), F.gelu(x, approximate="tanh"), F.silu(x)


WRONG = {
    "root-of-two-missing": edit(
        "x / math.sqrt(2)",
        "x",
        "The error function is taken of x itself; the normal distribution function wants x over the root of 2.",
        "误差函数直接作用在 x 上；要得到正态分布函数，x 得除以根号 2。",
    ),
    "approximation-twice": edit(
        "return x * normal,",
        "return x * (1 + tangent) / 2,",
        "The tangent form stands in both places; they differ by up to 0.0005.",
        "两处都用了双曲正切形式；两者最多相差 0.0005。",
    ),
    "exact-twice": edit(
        "x * (1 + tangent) / 2",
        "x * normal",
        "The exact form stands in both places; they differ by up to 0.0005.",
        "两处都用了精确形式；两者最多相差 0.0005。",
    ),
    "cube-missing": edit(
        "x + 0.044715 * x**3",
        "x",
        "The cubic term inside the tangent is missing.",
        "双曲正切里少了三次项。",
    ),
    "sigmoid-for-silu": edit(
        "x * torch.sigmoid(x)",
        "torch.sigmoid(x)",
        "The gate alone is given back: SiLU is x times the sigmoid.",
        "只返回了门：SiLU 是 x 乘以 sigmoid。",
    ),
    "steeper-sigmoid": edit(
        "x * torch.sigmoid(x)",
        "x * torch.sigmoid(1.702 * x)",
        "A factor of 1.702 stands in the sigmoid: that is the quick approximation of GELU, not SiLU.",
        "sigmoid 里乘了 1.702：那是 GELU 的快速近似，不是 SiLU。",
    ),
    "gate-detached": edit(
        "x * torch.sigmoid(x)",
        "x * torch.sigmoid(x).detach()",
        "The gate is cut off from autograd; its slope is part of that of SiLU.",
        "门与计算图断开了；SiLU 的导数里也有门的导数。",
    ),
}
