"""Cross-entropy of logits against one-hot labels: mean over samples of -log softmax."""

import math
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor


def reference(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """Scalar of the logits' dtype, from float [N, C] logits and float [N, C] one-hot labels.

    Right at any finite logits: `log_softmax` subtracts the largest before it exponentiates.
    """
    return -(y_true * F.log_softmax(y_pred, dim=1)).sum(dim=1).mean()


def oracle(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """The same by PyTorch's `nn.CrossEntropyLoss`, which is given class indices."""
    return F.cross_entropy(y_pred, y_true.argmax(dim=1))


def steps(y_pred: Tensor, y_true: Tensor) -> dict[str, Tensor]:
    """The values on the way to the result, in order."""
    log_probs = F.log_softmax(y_pred, dim=1)
    picked = y_true * log_probs
    return {
        "softmax": log_probs.exp(),
        "log_softmax": log_probs,
        "picked": picked,
        "per_sample": picked.sum(dim=1),
    }


def _average(y_true: Tensor, log_probs: Tensor) -> Tensor:
    """What comes after the log-probabilities, done rightly."""
    return -(y_true * log_probs).sum(dim=1).mean()


def _softmax_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred)


def _log_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.softmax(dim=1))


def _softmax_twice(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.softmax(dim=1).log_softmax(dim=1))


def _softmax_over_batch(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.log_softmax(dim=0))


def _softmax_over_all(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.flatten().log_softmax(dim=0).view_as(y_pred))


def _mean_over_classes(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return -(y_true * y_pred.log_softmax(dim=1)).mean()


def _log_base_two(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.log_softmax(dim=1)) / math.log(2)


def _logits_as_probabilities(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.clamp(1e-7, 1 - 1e-7).log())


def _sigmoid_for_softmax(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, F.logsigmoid(y_pred))


def _binary_terms(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_probs = y_pred.log_softmax(dim=1)
    return _average(y_true, log_probs) + _average(1 - y_true, torch.log1p(-log_probs.exp()))


def _log_of_mean(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return -(y_true * y_pred.softmax(dim=1)).sum(dim=1).mean().log()


def _predicted_class(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return -y_pred.log_softmax(dim=1).amax(dim=1).mean()


def _target_softmaxed(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true.softmax(dim=1), y_pred.log_softmax(dim=1))


def _label_smoothing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    smooth = 0.9 * y_true + 0.1 / y_true.shape[1]
    return _average(smooth, y_pred.log_softmax(dim=1))


def _normaliser_without_log(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred - y_pred.exp().sum(dim=1, keepdim=True))


def _mean_in_normaliser(y_pred: Tensor, y_true: Tensor) -> Tensor:
    total = y_pred.logsumexp(dim=1, keepdim=True) - math.log(y_pred.shape[1])
    return _average(y_true, y_pred - total)


def _normaliser_only(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return y_pred.logsumexp(dim=1).mean()


def _squared_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_pred.softmax(dim=1) - y_true).square().sum(dim=1).mean()


def _large_epsilon(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, (y_pred.softmax(dim=1) + 1e-3).log())


def _epsilon_in_log(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, (y_pred.softmax(dim=1) + 1e-8).log())


def _through_probabilities(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred.softmax(dim=1).log())


def _detached_normaliser(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _average(y_true, y_pred - y_pred.logsumexp(dim=1, keepdim=True).detach())


def _detached_logit(y_pred: Tensor, y_true: Tensor) -> Tensor:
    picked = (y_true * y_pred.detach()).sum(dim=1)
    return (y_pred.logsumexp(dim=1) - picked).mean()


def _logits_cut_off(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(y_pred.clamp(-50, 50), y_true)


def _no_gradient(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(y_pred.detach(), y_true) + (0 * y_pred).sum()


MISTAKES: dict[str, Callable[..., Tensor]] = {
    "softmax-missing": _softmax_missing,
    "log-missing": _log_missing,
    "softmax-twice": _softmax_twice,
    "softmax-over-batch": _softmax_over_batch,
    "softmax-over-all": _softmax_over_all,
    "mean-over-classes": _mean_over_classes,
    "log-base-two": _log_base_two,
    "logits-as-probabilities": _logits_as_probabilities,
    "sigmoid-for-softmax": _sigmoid_for_softmax,
    "binary-terms": _binary_terms,
    "log-of-mean": _log_of_mean,
    "predicted-class": _predicted_class,
    "target-softmaxed": _target_softmaxed,
    "label-smoothing": _label_smoothing,
    "normaliser-without-log": _normaliser_without_log,
    "mean-in-normaliser": _mean_in_normaliser,
    "normaliser-only": _normaliser_only,
    "squared-error": _squared_error,
    "large-epsilon": _large_epsilon,
    "epsilon-in-log": _epsilon_in_log,
    "through-probabilities": _through_probabilities,
    "detached-normaliser": _detached_normaliser,
    "detached-logit": _detached_logit,
    "logits-cut-off": _logits_cut_off,
    "no-gradient": _no_gradient,
}

SOURCE = '''\
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    """Cross-entropy of logits [N, C] against one-hot labels [N, C], mean over the batch."""

    def forward(self, y_pred, y_true):
        # log(softmax(x)) written as one operation: x - logsumexp(x) never takes log(0).
        log_probs = F.log_softmax(y_pred, dim=1)
        per_sample = -(y_true * log_probs).sum(dim=1)
        return per_sample.mean()
'''
