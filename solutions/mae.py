"""Mean absolute error: mean over all elements of |y_pred - y_true|."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor


def reference(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """Scalar of the inputs' dtype, from two float tensors of one shape, [N] as promised."""
    return (y_pred - y_true).abs().mean()


def oracle(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """The same by PyTorch's `nn.L1Loss`."""
    return F.l1_loss(y_pred, y_true)


def steps(y_pred: Tensor, y_true: Tensor) -> dict[str, Tensor]:
    """The values on the way to the result, in order."""
    error = y_pred - y_true
    return {"error": error, "absolute_error": error.abs()}


def _mean_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).mean()


def _absolute_of_mean(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).mean().abs()


def _squared_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().mean()


def _root_mean_square(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().mean().sqrt()


def _median_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).abs().median()


def _largest_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).abs().max()


def _huber(y_pred: Tensor, y_true: Tensor) -> Tensor:
    size = (y_pred - y_true).abs()
    return torch.where(size < 1, 0.5 * size.square(), size - 0.5).mean()


def _log_cosh(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).cosh().log().mean()


def _relative_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return ((y_pred - y_true).abs() / y_true.abs()).mean()


def _one_sided(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).relu().mean()


def _absolute_of_each(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.abs() - y_true.abs()).abs().mean()


def _euclidean_norm(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().sum().sqrt()


def _one_too_few(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).abs().sum() / (y_pred.numel() - 1)


def _sorted_values(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.sort().values - y_true.sort().values).abs().mean()


def _errors_cut_off(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).abs().clamp(max=100).mean()


def _no_gradient(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.detach() - y_true).abs().mean() + (0 * y_pred).sum()


MISTAKES: dict[str, Callable[..., Tensor]] = {
    "mean-error": _mean_error,
    "absolute-of-mean": _absolute_of_mean,
    "squared-error": _squared_error,
    "root-mean-square": _root_mean_square,
    "median-error": _median_error,
    "largest-error": _largest_error,
    "huber": _huber,
    "log-cosh": _log_cosh,
    "relative-error": _relative_error,
    "one-sided": _one_sided,
    "absolute-of-each": _absolute_of_each,
    "euclidean-norm": _euclidean_norm,
    "one-too-few": _one_too_few,
    "sorted-values": _sorted_values,
    "errors-cut-off": _errors_cut_off,
    "no-gradient": _no_gradient,
}

SOURCE = '''\
import torch.nn as nn


class MyMAELoss(nn.Module):
    """Mean over all elements of |y_pred - y_true|."""

    def forward(self, y_pred, y_true):
        return (y_pred - y_true).abs().mean()
'''
