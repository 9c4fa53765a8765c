"""Mean squared error: mean over all elements of (y_pred - y_true)^2."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor


def reference(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """Scalar of the inputs' dtype, from two float tensors of one shape, [N] as promised."""
    return (y_pred - y_true).square().mean()


def oracle(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """The same by PyTorch's `nn.MSELoss`."""
    return F.mse_loss(y_pred, y_true)


def steps(y_pred: Tensor, y_true: Tensor) -> dict[str, Tensor]:
    """The values on the way to the result, in order."""
    error = y_pred - y_true
    return {"error": error, "squared_error": error.square()}


def _absolute_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).abs().mean()


def _root_taken(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().mean().sqrt()


def _half(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().mean() / 2


def _mean_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).mean()


def _square_of_mean(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).mean().square()


def _variance(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).var(correction=0)


def _difference_of_squares(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.square() - y_true.square()).mean()


def _signed_square(y_pred: Tensor, y_true: Tensor) -> Tensor:
    error = y_pred - y_true
    return (error * error.abs()).mean()


def _cubed(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).abs().pow(3).mean()


def _relative_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return ((y_pred - y_true) / y_true).square().mean()


def _huber(y_pred: Tensor, y_true: Tensor) -> Tensor:
    size = (y_pred - y_true).abs()
    return torch.where(size < 1, 0.5 * size.square(), size - 0.5).mean()


def _median_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().median()


def _largest_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().max()


def _norm_not_squared(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().sum().sqrt() / y_pred.numel()


def _one_too_few(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).square().sum() / (y_pred.numel() - 1)


def _detached_factor(y_pred: Tensor, y_true: Tensor) -> Tensor:
    error = y_pred - y_true
    return (error * error.detach()).mean()


def _mixed_term_once(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.square() - y_pred * y_true + y_true.square()).mean()


def _mixed_term_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.square() + y_true.square()).mean()


def _sorted_values(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.sort().values - y_true.sort().values).square().mean()


def _errors_cut_off(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred - y_true).clamp(-100, 100).square().mean()


def _no_gradient(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.detach() - y_true).square().mean() + (0 * y_pred).sum()


MISTAKES: dict[str, Callable[..., Tensor]] = {
    "absolute-error": _absolute_error,
    "root-taken": _root_taken,
    "half": _half,
    "mean-error": _mean_error,
    "square-of-mean": _square_of_mean,
    "variance": _variance,
    "difference-of-squares": _difference_of_squares,
    "signed-square": _signed_square,
    "cubed": _cubed,
    "relative-error": _relative_error,
    "huber": _huber,
    "median-error": _median_error,
    "largest-error": _largest_error,
    "norm-not-squared": _norm_not_squared,
    "one-too-few": _one_too_few,
    "detached-factor": _detached_factor,
    "mixed-term-once": _mixed_term_once,
    "mixed-term-missing": _mixed_term_missing,
    "sorted-values": _sorted_values,
    "errors-cut-off": _errors_cut_off,
    "no-gradient": _no_gradient,
}

SOURCE = '''\
import torch.nn as nn


class MyMSELoss(nn.Module):
    """Mean over all elements of (y_pred - y_true) squared."""

    def forward(self, y_pred, y_true):
        return (y_pred - y_true).square().mean()
'''
