"""Focal loss: mean over all elements of -alpha_t (1 - p_t)^gamma log(p_t).

Lin, Goyal, Girshick, He, Dollar: Focal Loss for Dense Object Detection (2017), equation 5.
"""

import math
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor


def reference(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    """Scalar of the logits' dtype, from float [N, C] logits and float [N, C] labels 0 or 1.

    Right at any finite logits and any gamma >= 0: with z = x for a positive and -x for a negative
    label, p_t = s(z) and 1 - p_t = s(-z), and both are used through their logarithms only.
    """
    z = torch.where(y_true > 0, y_pred, -y_pred)
    weight = _alpha_t(y_true, alpha) * (gamma * F.logsigmoid(-z)).exp()
    return -(weight * F.logsigmoid(z)).mean()


def oracle(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    """The same round PyTorch's `nn.BCEWithLogitsLoss`; PyTorch itself has no focal loss."""
    cross_entropy = F.binary_cross_entropy_with_logits(y_pred, y_true, reduction="none")
    p = y_pred.sigmoid()
    p_t = p * y_true + (1 - p) * (1 - y_true)
    return (_alpha_t(y_true, alpha) * (1 - p_t) ** gamma * cross_entropy).mean()


def steps(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> dict[str, Tensor]:
    """The values on the way to the result, in order."""
    z = torch.where(y_true > 0, y_pred, -y_pred)
    factor = (gamma * F.logsigmoid(-z)).exp()
    cross_entropy = -F.logsigmoid(z)
    alpha_t = _alpha_t(y_true, alpha)
    return {
        "probability": y_pred.sigmoid(),
        "p_t": z.sigmoid(),
        "alpha_t": alpha_t,
        "modulating_factor": factor,
        "cross_entropy": cross_entropy,
        "per_element": alpha_t * factor * cross_entropy,
    }


def _alpha_t(y_true: Tensor, alpha: float) -> Tensor:
    return alpha * y_true + (1 - alpha) * (1 - y_true)


def _p_t(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return torch.where(y_true > 0, y_pred, -y_pred).sigmoid()


def _focal(p_t: Tensor, alpha_t: Tensor | float, gamma: float) -> Tensor:
    """The formula itself, done rightly from p_t and alpha_t on."""
    return -(alpha_t * (1 - p_t) ** gamma * p_t.log()).mean()


def _alpha_missing(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), 1.0, gamma)


def _alpha_for_both(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), alpha, gamma)


def _alpha_swapped(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, 1 - alpha), gamma)


def _alpha_hard_coded(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, 0.25), gamma)


def _gamma_hard_coded(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, alpha), 2)


def _both_hard_coded(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, 0.25), 2)


def _factor_missing(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, alpha), 0)


def _easy_weighted_up(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -(_alpha_t(y_true, alpha) * p_t**gamma * p_t.log()).mean()


def _p_for_p_t(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    factor = (1 - y_pred.sigmoid()) ** gamma
    return -(_alpha_t(y_true, alpha) * factor * _p_t(y_pred, y_true).log()).mean()


def _log_of_p(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    factor = (1 - _p_t(y_pred, y_true)) ** gamma
    return -(_alpha_t(y_true, alpha) * factor * F.logsigmoid(y_pred)).mean()


def _gamma_as_factor(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -(_alpha_t(y_true, alpha) * gamma * (1 - p_t) * p_t.log()).mean()


def _power_before_minus(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -(_alpha_t(y_true, alpha) * (1 - p_t**gamma) * p_t.log()).mean()


def _alpha_in_power(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -((_alpha_t(y_true, alpha) * (1 - p_t)) ** gamma * p_t.log()).mean()


def _gamma_negated(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, alpha), -gamma)


def _detached_factor(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -(_alpha_t(y_true, alpha) * ((1 - p_t) ** gamma).detach() * p_t.log()).mean()


def _logits_as_probabilities(
    y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float
) -> Tensor:
    p = y_pred.clamp(1e-7, 1 - 1e-7)
    p_t = p * y_true + (1 - p) * (1 - y_true)
    return _focal(p_t, _alpha_t(y_true, alpha), gamma)


def _sigmoid_twice(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred.sigmoid(), y_true), _alpha_t(y_true, alpha), gamma)


def _negatives_dropped(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), alpha * y_true, gamma)


def _log_missing(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -(_alpha_t(y_true, alpha) * (1 - p_t) ** gamma * p_t).mean()


def _focal_of_mean(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    cross_entropy = -_p_t(y_pred, y_true).log().mean()
    return alpha * (1 - (-cross_entropy).exp()) ** gamma * cross_entropy


def _factors_averaged(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -((1 - p_t) ** gamma).mean() * (_alpha_t(y_true, alpha) * p_t.log()).mean()


def _divided_by_positives(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    total = reference(y_pred, y_true, alpha=alpha, gamma=gamma) * y_pred.numel()
    return total / y_true.sum().clamp(min=1)


def _sum_over_labels(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return reference(y_pred, y_true, alpha=alpha, gamma=gamma) * y_pred.shape[1]


def _log_base_two(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return reference(y_pred, y_true, alpha=alpha, gamma=gamma) / math.log(2)


def _alpha_on_positives_only(
    y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float
) -> Tensor:
    return _focal(_p_t(y_pred, y_true), alpha * y_true + (1 - y_true), gamma)


def _parameters_swapped(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, gamma), alpha)


def _gamma_rounded(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    return _focal(_p_t(y_pred, y_true), _alpha_t(y_true, alpha), int(gamma))


def _negatives_not_modulated(
    y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float
) -> Tensor:
    factor = y_true * (1 - y_pred.sigmoid()) ** gamma + (1 - y_true)
    return -(_alpha_t(y_true, alpha) * factor * _p_t(y_pred, y_true).log()).mean()


def _divided_by_weights(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    total = reference(y_pred, y_true, alpha=alpha, gamma=gamma) * y_pred.numel()
    return total / _alpha_t(y_true, alpha).sum()


def _log_detached(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    p_t = _p_t(y_pred, y_true)
    return -(_alpha_t(y_true, alpha) * (1 - p_t) ** gamma * p_t.detach().log()).mean()


def _no_gradient(y_pred: Tensor, y_true: Tensor, *, alpha: float, gamma: float) -> Tensor:
    value = reference(y_pred.detach(), y_true, alpha=alpha, gamma=gamma)
    return value + (0 * y_pred).sum()


MISTAKES: dict[str, Callable[..., Tensor]] = {
    "alpha-missing": _alpha_missing,
    "alpha-for-both": _alpha_for_both,
    "alpha-swapped": _alpha_swapped,
    "alpha-hard-coded": _alpha_hard_coded,
    "gamma-hard-coded": _gamma_hard_coded,
    "both-hard-coded": _both_hard_coded,
    "factor-missing": _factor_missing,
    "easy-weighted-up": _easy_weighted_up,
    "p-for-p-t": _p_for_p_t,
    "log-of-p": _log_of_p,
    "gamma-as-factor": _gamma_as_factor,
    "power-before-minus": _power_before_minus,
    "alpha-in-power": _alpha_in_power,
    "gamma-negated": _gamma_negated,
    "detached-factor": _detached_factor,
    "logits-as-probabilities": _logits_as_probabilities,
    "sigmoid-twice": _sigmoid_twice,
    "negatives-dropped": _negatives_dropped,
    "log-missing": _log_missing,
    "focal-of-mean": _focal_of_mean,
    "factors-averaged": _factors_averaged,
    "divided-by-positives": _divided_by_positives,
    "sum-over-labels": _sum_over_labels,
    "log-base-two": _log_base_two,
    "alpha-on-positives-only": _alpha_on_positives_only,
    "parameters-swapped": _parameters_swapped,
    "gamma-rounded": _gamma_rounded,
    "negatives-not-modulated": _negatives_not_modulated,
    "divided-by-weights": _divided_by_weights,
    "log-detached": _log_detached,
    "no-gradient": _no_gradient,
}

SOURCE = '''\
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyFocalLoss(nn.Module):
    """Focal loss of logits [N, C] against labels 0 or 1, mean over all elements."""

    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true):
        # With z = x for a positive and -x for a negative label: p_t = sigmoid(z).
        z = torch.where(y_true == 1, y_pred, -y_pred)
        log_pt = F.logsigmoid(z)
        log_one_minus_pt = F.logsigmoid(-z)
        alpha_t = self.alpha * y_true + (1 - self.alpha) * (1 - y_true)
        modulating_factor = torch.exp(self.gamma * log_one_minus_pt)
        return -(alpha_t * modulating_factor * log_pt).mean()
'''
