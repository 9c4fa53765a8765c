import torch
import torch.nn.functional as F


# --- one-hot bins, from above
def expected_calibration_error(confidence, correct, bins):
    place = (torch.ceil(confidence * bins) - 1).clamp(0, bins - 1).long()
    member = F.one_hot(place, bins).to(confidence.dtype)
    count = member.sum(0)
    safe = count.clamp(min=1)
    accuracy = correct.to(confidence.dtype) @ member / safe
    mean = confidence @ member / safe
    return (count / confidence.numel() * (accuracy - mean).abs()).sum()


# --- edges, and a loop
def expected_calibration_error(confidence, correct, bins):
    edges = torch.linspace(0, 1, bins + 1, dtype=confidence.dtype)
    place = torch.bucketize(confidence, edges[1:-1])
    total = confidence.new_zeros(())
    for m in place.unique():
        inside = place == m
        apart = correct[inside].double().mean() - confidence[inside].double().mean()
        total = total + (inside.double().mean() * apart.abs()).to(confidence.dtype)
    return total


# --- sorted, with sums cut at the edges
def expected_calibration_error(confidence, correct, bins):
    order = confidence.argsort()
    p, r = confidence[order], correct[order].to(confidence.dtype)
    edges = torch.arange(1, bins).to(confidence) / bins
    ends = torch.searchsorted(p, edges)
    parts = torch.tensor_split(p - r, ends.tolist())
    return sum(part.sum().abs() for part in parts) / len(p)


# --- plain Python
def expected_calibration_error(confidence, correct, bins):
    sums = [0.0] * bins
    for p, r in zip(confidence.double().tolist(), correct.tolist()):
        sums[min(int(p * bins), bins - 1)] += p - r
    return torch.tensor(sum(map(abs, sums)) / len(confidence), dtype=confidence.dtype)
