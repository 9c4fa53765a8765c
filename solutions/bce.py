"""Binary cross-entropy of logits: mean over all elements of -y log s(x) - (1-y) log(1-s(x))."""

import math
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor


def reference(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """Scalar of the logits' dtype, from float [N, C] logits and float [N, C] labels 0 or 1.

    Right at any finite logits: `logsigmoid` never forms the probability, and 1 - s(x) = s(-x).
    """
    return -(y_true * F.logsigmoid(y_pred) + (1 - y_true) * F.logsigmoid(-y_pred)).mean()


def oracle(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """The same by PyTorch's `nn.BCEWithLogitsLoss`."""
    return F.binary_cross_entropy_with_logits(y_pred, y_true)


def steps(y_pred: Tensor, y_true: Tensor) -> dict[str, Tensor]:
    """The values on the way to the result, in order."""
    positive = y_true * F.logsigmoid(y_pred)
    negative = (1 - y_true) * F.logsigmoid(-y_pred)
    return {
        "probability": y_pred.sigmoid(),
        "positive_term": positive,
        "negative_term": negative,
        "per_element": -(positive + negative),
    }


def _average(y_true: Tensor, probability: Tensor) -> Tensor:
    """What comes after the probabilities, done rightly."""
    return -(y_true * probability.log() + (1 - y_true) * (1 - probability).log()).mean()


def _sigmoid_twice(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(y_pred.sigmoid(), y_true)


def _logits_as_probabilities(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.clamp(1e-7, 1 - 1e-7))


def _softmax_for_sigmoid(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.softmax(dim=1))


def _negative_term_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return -(y_true * F.logsigmoid(y_pred)).mean()


def _positive_term_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return -((1 - y_true) * F.logsigmoid(-y_pred)).mean()


def _sum_over_labels(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(y_pred, y_true) * y_pred.shape[1]


def _log_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    probability = y_pred.sigmoid()
    return -(y_true * probability + (1 - y_true) * (1 - probability)).mean()


def _labels_swapped(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(y_pred, 1 - y_true)


def _one_minus_log(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_prob = F.logsigmoid(y_pred)
    return -(y_true * log_prob + (1 - y_true) * (1 - log_prob)).mean()


def _log_base_two(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(y_pred, y_true) / math.log(2)


def _log_of_mean(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return -torch.where(y_true > 0, y_pred, -y_pred).sigmoid().mean().log()


def _label_smoothing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(y_pred, 0.9 * y_true + 0.05)


def _large_epsilon(y_pred: Tensor, y_true: Tensor) -> Tensor:
    probability = y_pred.sigmoid()
    positive = y_true * (probability + 1e-3).log()
    return -(positive + (1 - y_true) * (1 - probability + 1e-3).log()).mean()


def _stable(y_pred: Tensor) -> Tensor:
    """log(1 + e^-|x|), the part of the stable form that is always small."""
    return torch.log1p((-y_pred.abs()).exp())


def _relu_for_abs(y_pred: Tensor, y_true: Tensor) -> Tensor:
    remainder = torch.log1p((-y_pred.relu()).exp())
    return (y_pred.relu() - y_pred * y_true + remainder).mean()


def _branches_mixed(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.relu() - y_pred * y_true + torch.log1p((-y_pred).exp())).mean()


def _max_term_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (-y_pred * y_true + _stable(y_pred)).mean()


def _label_term_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return F.softplus(y_pred).mean()


def _label_term_added(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (F.softplus(y_pred) + y_pred * y_true).mean()


def _labels_not_signed(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return F.softplus(-y_pred * y_true).mean()


def _squared_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.sigmoid() - y_true).square().mean()


def _softmax_cross_entropy(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return -(y_true * y_pred.log_softmax(dim=1)).sum(dim=1).mean()


def _min_for_max(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.clamp(max=0) - y_pred * y_true + _stable(y_pred)).mean()


def _one_missing_in_log(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.relu() - y_pred * y_true - y_pred.abs()).mean()


def _hinge(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (1 - (2 * y_true - 1) * y_pred).relu().mean()


def _logit_doubled(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(2 * y_pred, y_true)


def _detached_negative_term(y_pred: Tensor, y_true: Tensor) -> Tensor:
    positive = y_true * F.logsigmoid(y_pred)
    return -(positive + (1 - y_true) * F.logsigmoid(-y_pred.detach())).mean()


def _no_gradient(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(y_pred.detach(), y_true) + (0 * y_pred).sum()


MISTAKES: dict[str, Callable[..., Tensor]] = {
    "sigmoid-twice": _sigmoid_twice,
    "logits-as-probabilities": _logits_as_probabilities,
    "softmax-for-sigmoid": _softmax_for_sigmoid,
    "negative-term-missing": _negative_term_missing,
    "positive-term-missing": _positive_term_missing,
    "sum-over-labels": _sum_over_labels,
    "log-missing": _log_missing,
    "labels-swapped": _labels_swapped,
    "one-minus-log": _one_minus_log,
    "log-base-two": _log_base_two,
    "log-of-mean": _log_of_mean,
    "label-smoothing": _label_smoothing,
    "large-epsilon": _large_epsilon,
    "relu-for-abs": _relu_for_abs,
    "branches-mixed": _branches_mixed,
    "max-term-missing": _max_term_missing,
    "label-term-missing": _label_term_missing,
    "label-term-added": _label_term_added,
    "labels-not-signed": _labels_not_signed,
    "squared-error": _squared_error,
    "softmax-cross-entropy": _softmax_cross_entropy,
    "min-for-max": _min_for_max,
    "one-missing-in-log": _one_missing_in_log,
    "hinge": _hinge,
    "logit-doubled": _logit_doubled,
    "detached-negative-term": _detached_negative_term,
    "no-gradient": _no_gradient,
}

SOURCE = '''\
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    """Binary cross-entropy of logits [N, C] against labels 0 or 1, mean over all elements."""

    def forward(self, y_pred, y_true):
        # log(sigmoid(x)) as one operation never takes log(0), and 1 - sigmoid(x) is sigmoid(-x).
        positive = y_true * F.logsigmoid(y_pred)
        negative = (1 - y_true) * F.logsigmoid(-y_pred)
        return -(positive + negative).mean()
'''
