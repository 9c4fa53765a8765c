"""How close is close enough, in one place, with the reason.

The expected value is computed by the reference in float64 from the very inputs the learner's code
gets, so the reference itself contributes nothing visible to the error. What remains is the
rounding of the learner's own algorithm in the dtype of the inputs.

* float32 has a unit roundoff of u = 2**-24, eps = 2u = 1.2e-7. A sum of n <= 64 terms of size at
  most s is off by at most about n*u*s in the worst case (Higham, Accuracy and Stability of
  Numerical Algorithms, 4.2), in practice sqrt(n)*u*s; ``log(1 - sigmoid(x))`` written naively
  loses a further factor 1/(1 - sigmoid(x)), below 60 for the |x| <= 4 of hidden inputs, of which
  the mean takes most away. 64 eps = 7.6e-6, relative to the largest magnitude in play, covers
  every form we know of that a person would call right; the smallest error we know of that a
  person would call wrong is 1e-3.
* The same bound is used for moderate float64 inputs. That float64 inputs are *computed* in float64
  is a check of its own, by difference quotients (``precision``).
* In steps out to 20, in float64 (``reach``), the easy side of a loss is as small as 2e-9 and is
  compared with its own size: past an absolute error of 1e-8 (a softplus that is linear from 20 on
  is off by 2e-9) nothing but the relative bound counts. Entries of a result are compared each with
  its own size: a probability that stops at 3e-7 is wrong where it should be 2e-9. Where the
  textbook form may go through probabilities, an epsilon of up to 1e-10 inside the logarithm is a
  choice and not a mistake: at a probability of e^-20 it is off by 0.05 of 20. One of 1e-8 or more
  is off by 1.8 there: wrong.
"""

from __future__ import annotations

import math

import torch

EPSILON = 2.0**-23
FACTOR = 64.0

#: Absolute error in float64 below which nothing is said, and the largest guard inside a logarithm.
FLOOR = 1e-8
GUARD = 1e-10

#: Relative error of a difference quotient with steps of 1e-8 in float64: roundoff is
#: 2**-53 / 1e-8 = 1e-8 of the terms' size and curvature 1e-8; casting to float32 in between moves
#: in steps of 1.2e-7 and makes the quotient wrong by about 100 %.
QUOTIENT_STEP = 1e-8
QUOTIENT_RELATIVE = 0.02


def bound(expected: torch.Tensor, scale: float = 1.0) -> torch.Tensor:
    """The largest error allowed for each entry; ``scale`` is the magnitude of the terms that
    were added up to get there (1 for moderate logits)."""
    return FACTOR * EPSILON * (scale + expected.abs())


def close(got: torch.Tensor, expected: torch.Tensor, scale: float = 1.0) -> bool:
    """Whether every entry is a number within its bound, compared in float64; infinite or nan
    where the expected one is, and nowhere else. Whole numbers and booleans must be equal."""
    if got.shape != expected.shape:
        return False
    if not expected.is_floating_point():
        return bool((got == expected).all())
    got, expected = got.to(torch.float64), expected.to(torch.float64)
    finite = torch.isfinite(expected)
    within = ((got - expected).abs() <= bound(expected, scale)) & finite
    if bool(within.all()):  # as nearly always
        return True
    same = (got == expected) | (torch.isnan(got) & torch.isnan(expected))
    return bool(torch.where(finite, within, same).all())


def difference_close(got: torch.Tensor, expected: torch.Tensor, scale: float) -> bool:
    """For inputs of ``scale`` that are close to each other: subtracted first, nothing is lost. A
    sum of such inputs, before the subtraction, may round; a sum of their squares may not."""
    if got.shape != expected.shape:
        return False
    allowed = 4 * EPSILON * scale + 0.01 * expected.abs()
    return bool(((got - expected).abs() <= allowed).all())


def guard_at(size: float) -> float:
    """What a guard of 1e-10 in the logarithm does to log p of logits of this size, and the share
    of the gradient that it takes."""
    return GUARD * math.exp(size)


def reach_close(
    got: torch.Tensor, expected: torch.Tensor, share: float = 0.0, each: bool = False
) -> bool:
    """Whether float64 values are right relative to the largest of them, however small that is, or
    each relative to itself; ``share`` of the largest may be taken by a guard."""
    if got.shape != expected.shape or not bool(torch.isfinite(got).all()):
        return False
    largest = float(expected.abs().max()) if expected.numel() else 0.0
    sizes = expected.abs() if each else torch.full_like(expected, largest)
    allowed = FLOOR + 2 * FACTOR * EPSILON * sizes + share * largest
    return bool(((got - expected).abs() <= allowed).all())


def summed_scale(expected: torch.Tensor) -> float:
    """The scale of results of large inputs in float32: of a thousand terms that are added up one by
    one, or by a product with a one-hot matrix, more digits are lost than of ten. A part of the
    batch that is left out, or a size that is written down, changes far more. Gradients of a mean
    over many are small and come from terms that are not."""
    largest = float(expected.abs().max()) if expected.numel() else 0.0
    return 16 * max(largest, 0.05)


def summed_close(got: torch.Tensor, expected: torch.Tensor) -> bool:
    """The same for gradients."""
    return close(got, expected, summed_scale(expected))


def gradient_close(got: torch.Tensor, expected: torch.Tensor) -> bool:
    """Gradients are compared relative to their largest entry: that is their natural scale. Where
    all cancel (one class, equal distributions) it is that of the terms, one over their number."""
    largest = float(expected.abs().max()) if expected.numel() else 0.0
    return close(got, expected, scale=max(largest, 1 / max(1, expected.numel())))
