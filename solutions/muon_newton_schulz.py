"""The Newton-Schulz iteration by which Muon makes an update nearly orthogonal.

Jordan et al.: Muon, An optimizer for hidden layers in neural networks (2024)."""

import torch
from torch import Tensor

from solutions import edit, instead


def newton_schulz(update: Tensor, iterations: int, eps: float) -> Tensor:
    """The matrix [M, N] after so many steps of a quintic polynomial of its singular values."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = update / (update.norm() + eps)
    for _ in range(iterations):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x


def oracle(update: Tensor, *, iterations: int, eps: float) -> Tensor:
    """The polynomial on the singular values themselves."""
    left, values, right = torch.linalg.svd(update, full_matrices=False)
    values = values / (torch.sqrt((values**2).sum()) + eps)
    for _ in range(iterations):
        values = 3.4445 * values - 4.7750 * values**3 + 2.0315 * values**5
    return left * values @ right


def _exactly(update: Tensor, *, iterations: int, eps: float) -> Tensor:
    left, _, right = torch.linalg.svd(update, full_matrices=False)
    return left @ right


WRONG = {
    "entry-by-entry": edit(
        "(b * gram + c * gram @ gram) @ x",
        "b * x**3 + c * x**5 + 0 * gram @ x",
        "The polynomial is applied to the entries; it is to act on the singular values, which takes products of matrices.",
        "多项式作用在了各个元素上；应当作用在奇异值上，所以要用矩阵乘法。",
    ),
    "gram-squared-by-entries": edit(
        "c * gram @ gram",
        "c * gram * gram",
        "The entries of A are squared; A squared is A times A as matrices.",
        "对 A 的各个元素求了平方；A 的平方是矩阵乘法。",
    ),
    "not-scaled": edit(
        "update / (update.norm() + eps)",
        "update + 0 * eps",
        "The matrix is not divided by its norm: singular values above about 1.3 blow up.",
        "没有先除以范数：奇异值超过约 1.3 就会发散。",
    ),
    "rows-scaled": edit(
        "update.norm()",
        "update.norm(dim=1, keepdim=True)",
        "Each row is divided by its own length. That changes the singular vectors, and leaves singular values above 1.",
        "每一行各自除以自己的长度。这会改变奇异向量，奇异值也可能仍大于 1。",
    ),
    "spectral-norm": edit(
        "update.norm()",
        "torch.linalg.matrix_norm(update, 2)",
        "The matrix is divided by its largest singular value; here it is by the root of the sum of squares, which needs no decomposition.",
        "除的是最大奇异值；这里除以所有元素平方和的平方根，不需要做分解。",
    ),
    "scaled-every-step": edit(
        "gram = x @ x.T",
        "x = x / (x.norm() + eps)\n        gram = x @ x.T",
        "The norm is divided out at every step: then singular values can never all come near 1.",
        "每一步都除以了范数：这样奇异值永远不可能都接近 1。",
    ),
    "cubic": edit(
        "a * x + (b * gram + c * gram @ gram) @ x",
        "1.5 * x - 0.5 * gram @ x + 0 * (a + b + c)",
        "That is the classical cubic iteration. It ends at exactly 1, but small singular values grow by half a step only.",
        "这是经典的三次迭代。它恰好收敛到 1，但小的奇异值每步只增大一半。",
    ),
    "own-term-missing": edit(
        "a * x + (b * gram + c * gram @ gram) @ x",
        "(a * gram + b * gram @ gram) @ x + 0 * c",
        "The powers are shifted: the first term has to be X itself, s and not s cubed.",
        "次数错开了：第一项应当是 X 本身，是 s 而不是 s 的三次方。",
    ),
    "exact": instead(
        _exactly,
        "All singular values are exactly 1. The iteration that is asked for ends near it, by its polynomial.",
        "所有奇异值恰为 1。要写的是迭代，它只到 1 附近，由多项式决定。",
    ),
}
