"""Expected calibration error over bins of equal width.

Guo, Pleiss, Sun, Weinberger: On Calibration of Modern Neural Networks (2017)."""

import torch
from torch import Tensor

from solutions import Draw, edit, instead


def expected_calibration_error(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """How far confidences [N] and shares of right predictions [N] are apart, bin by bin, weighed by
    how many predictions a bin has."""
    place = (confidence * bins).long().clamp(max=bins - 1)
    surplus = confidence - correct.to(confidence.dtype)
    gap = confidence.new_zeros(bins).index_add(0, place, surplus).abs()
    return gap.sum() / len(confidence)


def oracle(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """As the formula has it: a loop over the bins, with means and weights."""
    total = confidence.new_zeros(())
    for m in range(bins):
        inside = (confidence > m / bins) & (confidence <= (m + 1) / bins)
        if m == 0:
            inside = inside | (confidence == 0)
        if bool(inside.any()):
            accuracy = correct[inside].to(confidence).mean()
            weight = inside.to(confidence).mean()
            total = total + weight * (accuracy - confidence[inside].mean()).abs()
    return total


def inputs(draw: Draw, sizes: dict[str, int]) -> dict[str, Tensor]:
    """Confidences off the edges of 5, 10 and 15 bins; as often as not in the upper half only, so
    that bins are empty. Right predictions are as many as one would expect, or fewer."""
    n = sizes["N"]
    low = 15 if bool(draw.coin()) else 0
    confidence = (draw.whole(low, 29, n) + draw.uniform(n, low=0.05, high=0.95)) / 30
    trust = 1.0 if bool(draw.coin()) else 0.6
    return {"confidence": confidence, "correct": draw.uniform(n) < trust * confidence}


def _by_bin(
    confidence: Tensor, correct: Tensor, bins: int
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Of the bins that are not empty: accuracy, mean confidence, share and number."""
    place = (confidence * bins).long().clamp(max=bins - 1)
    zeros = confidence.new_zeros(bins)
    count = zeros.index_add(0, place, torch.ones_like(confidence))
    full = count > 0
    accuracy = zeros.index_add(0, place, correct.to(confidence))[full] / count[full]
    mean = zeros.index_add(0, place, confidence)[full] / count[full]
    return accuracy, mean, count[full] / len(confidence), torch.arange(bins)[full]


def _bins_alike(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    accuracy, mean, _, _ = _by_bin(confidence, correct, bins)
    return (accuracy - mean).abs().mean()


def _worst_bin(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    accuracy, mean, _, _ = _by_bin(confidence, correct, bins)
    return (accuracy - mean).abs().amax()


def _squared(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    accuracy, mean, share, _ = _by_bin(confidence, correct, bins)
    return (share * (accuracy - mean).square()).sum()


def _middles(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    accuracy, _, share, number = _by_bin(confidence, correct, bins)
    return (share * (accuracy - (number.to(confidence) + 0.5) / bins).abs()).sum()


def _brier(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    return (confidence - correct.to(confidence)).square().mean() + 0 * bins


WRONG = {
    "bins-alike": instead(
        _bins_alike,
        "All bins weigh alike. One with a single prediction counts as much as one with thousands; the weight is the share of the predictions.",
        "所有区间权重相同：只有一个预测的区间与有几千个的一样重要。权重应当是预测个数的占比。",
    ),
    "worst-bin": instead(
        _worst_bin,
        "Only the worst bin counts. That is the maximum calibration error.",
        "只算了最差的区间，那是最大校准误差（MCE）。",
    ),
    "squared": instead(
        _squared,
        "The distances of the bins are squared, not taken by size.",
        "对每个区间的差取了平方，应当取绝对值。",
    ),
    "middles": instead(
        _middles,
        "The middle of a bin is taken for the confidence of its predictions; their mean is promised.",
        "用区间中点代替了置信度；约定用区间里的平均置信度。",
    ),
    "each-prediction-alone": edit(
        "confidence.new_zeros(bins).index_add(0, place, surplus).abs()",
        "surplus.abs() + 0 * place",
        "Each prediction is compared on its own. One made with 80 per cent confidence is never 80 per cent right; a bin of them can be.",
        "每个预测各自比较了。单个预测不会有 80% 是对的，一个区间才可以。",
    ),
    "all-in-one-bin": edit(
        "confidence.new_zeros(bins).index_add(0, place, surplus).abs()",
        "(surplus + 0 * place).sum().abs()",
        "There is one bin for all: only the mean confidence and the accuracy are compared, and too sure in one place makes up for too unsure in another.",
        "所有预测放在了一个区间：只比较总的平均置信度和准确率，一处过于自信会被另一处信心不足抵消。",
    ),
    "overconfidence-alone": edit(
        "index_add(0, place, surplus).abs()",
        "index_add(0, place, surplus).clamp(min=0)",
        "Only bins that are too sure of themselves count. Too little confidence is an error as well.",
        "只算了过于自信的区间；信心不足同样是误差。",
    ),
    "brier": instead(
        _brier,
        "That is Brier's score: the mean square of confidence less outcome, prediction by prediction. It also punishes honest doubt; calibration compares a bin's mean confidence with its accuracy.",
        "那是 Brier 分数：逐个预测地对“置信度减结果”的平方取平均。它连诚实的不确定也要罚；校准比较的是一个区间的平均置信度与准确率。",
    ),
}
