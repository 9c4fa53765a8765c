"""Two-dimensional convolution (cross-correlation) in NumPy, with stride and zero padding."""

import numpy as np
import torch.nn.functional as F
from torch import Tensor

from solutions import Draw, edit, instead


def conv2d(x: np.ndarray, kernel: np.ndarray, stride: int, padding: int) -> np.ndarray:
    """Images [N, C, H, W] under kernels [O, C, 3, 3]: [N, O, P, Q], where P is
    (H + 2 * padding - 3) // stride + 1 and Q the same of W."""
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    rows, cols = padded.shape[2] - 2, padded.shape[3] - 2
    shifted = [
        padded[:, :, i : rows + i : stride, j : cols + j : stride]
        for i in range(3)
        for j in range(3)
    ]
    windows = np.stack(shifted, axis=-1)
    return np.einsum("nchwk,ock->nohw", windows, kernel.reshape(*kernel.shape[:2], 9))


def oracle(x: Tensor, kernel: Tensor, stride: int, padding: int) -> Tensor:
    """PyTorch's own."""
    return F.conv2d(x, kernel, stride=stride, padding=padding)


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Kernels that keep the sums moderate however many channels there are."""
    kernel = draw.kind("values", sizes["O"], sizes["C"], 3, 3)
    return {"kernel": kernel / (9 * sizes["C"]) ** 0.5}


def _stride_before(x: np.ndarray, kernel: np.ndarray, stride: int, padding: int) -> np.ndarray:
    small = x[:, :, ::stride, ::stride]
    # an image that became smaller than the kernel is padded until the kernel fits
    lacking = [(0, max(0, 3 - 2 * padding - size)) for size in small.shape[2:]]
    small = np.pad(small, ((0, 0), (0, 0), *lacking))
    return conv2d(small, kernel, 1, padding)


def _edge_repeated(x: np.ndarray, kernel: np.ndarray, stride: int, padding: int) -> np.ndarray:
    sides = ((0, 0), (0, 0), (padding, padding), (padding, padding))
    return conv2d(np.pad(x, sides, mode="edge"), kernel, stride, 0)


WRONG = {
    "kernel-turned": edit(
        "kernel.reshape(*kernel.shape[:2], 9)",
        "kernel.reshape(*kernel.shape[:2], 9)[:, :, ::-1]",
        "The kernel is turned round, as a convolution in mathematics is. Layers do not turn it.",
        "核翻转了，这是数学上的卷积；卷积层不翻转。",
    ),
    "kernel-transposed": edit(
        "kernel.reshape(*kernel.shape[:2], 9)",
        "kernel.swapaxes(2, 3).reshape(*kernel.shape[:2], 9)",
        "Rows and columns of the kernel are exchanged.",
        "核的行和列对调了。",
    ),
    "channels-averaged": edit(
        "windows, kernel.reshape(*kernel.shape[:2], 9))",
        "windows, kernel.reshape(*kernel.shape[:2], 9)) / x.shape[1]",
        "The channels are averaged. A layer adds them up.",
        "对通道取了平均；卷积层是求和。",
    ),
    "first-channel-alone": edit(
        "windows, kernel.reshape(*kernel.shape[:2], 9))",
        "windows[:, :1], kernel.reshape(*kernel.shape[:2], 9)[:, :1])",
        "Only the first input channel is seen. Every kernel has a slice for each of them.",
        "只用了第一个输入通道。每个核对每个输入通道都有一片。",
    ),
    "padded-on-one-side": edit(
        "(padding, padding), (padding, padding)",
        "(2 * padding, 0), (2 * padding, 0)",
        "All zeros are put above and to the left, so the output is shifted. Each side gets its own.",
        "零全补在了上边和左边，输出整体错位；每一侧都要补。",
    ),
    "stride-before": instead(
        _stride_before,
        "The image is thinned out first, and the kernel laid over what is left. The stride is how far the kernel moves, over all pixels.",
        "先把图像隔行隔列抽稀，再放核。步长是核移动的距离，核下面的像素一个也不能少。",
    ),
    "edge-repeated": instead(
        _edge_repeated,
        "The image is continued by its own edge. Zeros are promised.",
        "边缘用图像自身的边界值延伸；约定是补零。",
    ),
    "stride-ignored": edit(
        "i : rows + i : stride, j : cols + j : stride",
        "i : rows + i : 1, j : cols + j : 1",
        "The kernel moves by one pixel, whatever the stride is.",
        "不管步长是多少，核每次都只移动一个像素。",
    ),
    "stride-of-rows-alone": edit(
        "i : rows + i : stride, j : cols + j : stride",
        "i : rows + i : stride, j : cols + j : 1",
        "The stride is taken downwards only. It holds in both directions.",
        "步长只用在了竖直方向；两个方向都要用。",
    ),
}
