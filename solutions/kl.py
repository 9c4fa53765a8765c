"""KL divergence D(P || Q) with P = softmax(y_true) and Q = softmax(y_pred), mean over samples."""

import math
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor


def reference(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """Scalar of the logits' dtype, from float [N, C] logits of Q and float [N, C] logits of P.

    Right at any finite logits of Q: its logarithm comes from `log_softmax`, never from log(0).
    """
    log_q = F.log_softmax(y_pred, dim=1)
    log_p = F.log_softmax(y_true, dim=1)
    return (log_p.exp() * (log_p - log_q)).sum(dim=1).mean()


def oracle(y_pred: Tensor, y_true: Tensor) -> Tensor:
    """The same by PyTorch's `nn.KLDivLoss(reduction="batchmean")`, with what it asks for."""
    log_q, p = F.log_softmax(y_pred, dim=1), F.softmax(y_true, dim=1)
    return F.kl_div(log_q, p, reduction="batchmean")


def steps(y_pred: Tensor, y_true: Tensor) -> dict[str, Tensor]:
    """The values on the way to the result, in order."""
    log_q = F.log_softmax(y_pred, dim=1)
    log_p = F.log_softmax(y_true, dim=1)
    p = log_p.exp()
    terms = p * (log_p - log_q)
    return {
        "log_q": log_q,
        "p": p,
        "log_ratio": log_p - log_q,
        "terms": terms,
        "per_sample": terms.sum(dim=1),
    }


def _expectation(p: Tensor, log_ratio: Tensor) -> Tensor:
    """What comes after the logarithms, done rightly."""
    return (p * log_ratio).sum(dim=1).mean()


def _logs(y_pred: Tensor, y_true: Tensor) -> tuple[Tensor, Tensor]:
    return y_pred.log_softmax(dim=1), y_true.log_softmax(dim=1)


def _reverse(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(y_true, y_pred)


def _mean_over_classes(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return (log_p.exp() * (log_p - log_q)).mean()


def _weights_not_normalised(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return _expectation(y_true, log_p - log_q)


def _target_as_log_probs(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return _expectation(y_true.exp(), y_true - y_pred.log_softmax(dim=1))


def _prediction_not_normalised(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_p = y_true.log_softmax(dim=1)
    return _expectation(log_p.exp(), log_p - y_pred)


def _entropy_missing(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return -_expectation(log_p.exp(), log_q)


def _prediction_without_log(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return _expectation(log_p.exp(), log_p - log_q.exp())


def _difference_for_log_ratio(y_pred: Tensor, y_true: Tensor) -> Tensor:
    p, q = y_true.softmax(dim=1), y_pred.softmax(dim=1)
    return _expectation(p, p - q)


def _ratio_without_log(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return _expectation(log_p.exp(), (log_p - log_q).exp())


def _softmax_over_batch(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = y_pred.log_softmax(dim=0), y_true.log_softmax(dim=0)
    return _expectation(log_p.exp(), log_p - log_q)


def _unweighted(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return (log_p - log_q).sum(dim=1).mean()


def _log_weights(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return _expectation(log_p, log_p - log_q)


def _symmetric(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (reference(y_pred, y_true) + reference(y_true, y_pred)) / 2


def _jensen_shannon(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    middle = torch.logaddexp(log_q, log_p) - math.log(2)
    to_p = _expectation(log_p.exp(), log_p - middle)
    return (to_p + _expectation(log_q.exp(), log_q - middle)) / 2


def _log_base_two(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(y_pred, y_true) / math.log(2)


def _prediction_softmaxed_twice(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(y_pred.softmax(dim=1), y_true)


def _target_softmaxed_twice(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(y_pred, y_true.softmax(dim=1))


def _sigmoid_for_softmax(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = F.logsigmoid(y_pred), F.logsigmoid(y_true)
    return _expectation(log_p.exp(), log_p - log_q)


def _hard_target(y_pred: Tensor, y_true: Tensor) -> Tensor:
    top = y_true.argmax(dim=1, keepdim=True)
    return -y_pred.log_softmax(dim=1).gather(1, top).mean()


def _averaged_distributions(y_pred: Tensor, y_true: Tensor) -> Tensor:
    p, q = y_true.softmax(dim=1).mean(dim=0), y_pred.softmax(dim=1).mean(dim=0)
    return (p * (p.log() - q.log())).sum()


def _absolute_terms(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return _expectation(log_p.exp(), (log_p - log_q).abs())


def _squared_error(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return (y_true.softmax(dim=1) - y_pred.softmax(dim=1)).square().sum(dim=1).mean()


def _large_epsilon(y_pred: Tensor, y_true: Tensor) -> Tensor:
    p, q = y_true.softmax(dim=1), y_pred.softmax(dim=1)
    return _expectation(p, (p + 1e-3).log() - (q + 1e-3).log())


def _epsilon_in_log(y_pred: Tensor, y_true: Tensor) -> Tensor:
    p, q = y_true.softmax(dim=1), y_pred.softmax(dim=1)
    return _expectation(p, (p + 1e-8).log() - (q + 1e-8).log())


def _through_probabilities(y_pred: Tensor, y_true: Tensor) -> Tensor:
    p, q = y_true.softmax(dim=1), y_pred.softmax(dim=1)
    return _expectation(p, p.log() - q.log())


def _entropy_added(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q, log_p = _logs(y_pred, y_true)
    return -_expectation(log_p.exp(), log_p + log_q)


def _target_softmax_over_batch(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_p = y_true.log_softmax(dim=0)
    return _expectation(log_p.exp(), log_p - y_pred.log_softmax(dim=1))


def _logits_cut_off(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(y_pred.clamp(-50, 50), y_true)


def _exponential_overflow(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_p = y_true.log_softmax(dim=1)
    log_q = y_pred - y_pred.exp().sum(dim=1, keepdim=True).log()
    return _expectation(log_p.exp(), log_p - log_q)


def _detached_normaliser(y_pred: Tensor, y_true: Tensor) -> Tensor:
    log_q = y_pred - y_pred.logsumexp(dim=1, keepdim=True).detach()
    log_p = y_true.log_softmax(dim=1)
    return _expectation(log_p.exp(), log_p - log_q)


def _no_gradient(y_pred: Tensor, y_true: Tensor) -> Tensor:
    return reference(y_pred.detach(), y_true) + (0 * y_pred).sum()


MISTAKES: dict[str, Callable[..., Tensor]] = {
    "reverse": _reverse,
    "mean-over-classes": _mean_over_classes,
    "weights-not-normalised": _weights_not_normalised,
    "target-as-log-probs": _target_as_log_probs,
    "prediction-not-normalised": _prediction_not_normalised,
    "entropy-missing": _entropy_missing,
    "prediction-without-log": _prediction_without_log,
    "difference-for-log-ratio": _difference_for_log_ratio,
    "ratio-without-log": _ratio_without_log,
    "softmax-over-batch": _softmax_over_batch,
    "unweighted": _unweighted,
    "log-weights": _log_weights,
    "symmetric": _symmetric,
    "jensen-shannon": _jensen_shannon,
    "log-base-two": _log_base_two,
    "prediction-softmaxed-twice": _prediction_softmaxed_twice,
    "target-softmaxed-twice": _target_softmaxed_twice,
    "sigmoid-for-softmax": _sigmoid_for_softmax,
    "hard-target": _hard_target,
    "averaged-distributions": _averaged_distributions,
    "absolute-terms": _absolute_terms,
    "squared-error": _squared_error,
    "large-epsilon": _large_epsilon,
    "epsilon-in-log": _epsilon_in_log,
    "through-probabilities": _through_probabilities,
    "entropy-added": _entropy_added,
    "target-softmax-over-batch": _target_softmax_over_batch,
    "logits-cut-off": _logits_cut_off,
    "exponential-overflow": _exponential_overflow,
    "detached-normaliser": _detached_normaliser,
    "no-gradient": _no_gradient,
}

SOURCE = '''\
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    """D(P || Q) for P = softmax(y_true) and Q = softmax(y_pred), both [N, C], mean over N."""

    def forward(self, y_pred, y_true):
        # Both logarithms directly from the logits; P itself is needed as a weight only.
        log_q = F.log_softmax(y_pred, dim=1)
        log_p = F.log_softmax(y_true, dim=1)
        per_sample = (log_p.exp() * (log_p - log_q)).sum(dim=1)
        return per_sample.mean()
'''
