import torch


# --- a confidence of 1 falls out of the last bin
def expected_calibration_error(confidence, correct, bins):
    total = confidence.new_zeros(())
    for m in range(bins):
        inside = (confidence >= m / bins) & (confidence < (m + 1) / bins)
        if inside.any():
            apart = correct[inside].to(confidence).mean() - confidence[inside].mean()
            total = total + inside.sum() * apart.abs()
    return total / len(confidence)


# --- empty bins give nan
def expected_calibration_error(confidence, correct, bins):
    place = (confidence * bins).long().clamp(max=bins - 1)
    total = confidence.new_zeros(())
    for m in range(bins):
        inside = place == m
        apart = correct[inside].to(confidence).mean() - confidence[inside].mean()
        total = total + inside.to(confidence).mean() * apart.abs()
    return total


# --- always ten bins
def expected_calibration_error(confidence, correct, bins):
    place = (confidence * 10).long().clamp(max=9)
    zeros = confidence.new_zeros(10)
    return zeros.index_add(0, place, confidence - correct.to(confidence)).abs().sum() / len(place)


# --- bins with equally many predictions
def expected_calibration_error(confidence, correct, bins):
    surplus = (confidence - correct.to(confidence))[confidence.argsort()]
    parts = torch.tensor_split(surplus, bins)
    return sum(part.sum().abs() for part in parts) / len(confidence)


# --- divided by the bins
def expected_calibration_error(confidence, correct, bins):
    place = (confidence * bins).long().clamp(max=bins - 1)
    zeros = confidence.new_zeros(bins)
    return zeros.index_add(0, place, confidence - correct.to(confidence)).abs().sum() / bins


# --- Brier's score
def expected_calibration_error(confidence, correct, bins):
    return (confidence - correct.to(confidence)).square().mean()


# --- a confidence of 0 falls out of the first bin
def expected_calibration_error(confidence, correct, bins):
    total = confidence.new_zeros(())
    for m in range(bins):
        inside = (confidence > m / bins) & (confidence <= (m + 1) / bins)
        if inside.any():
            apart = correct[inside].to(confidence).mean() - confidence[inside].mean()
            total = total + inside.sum() * apart.abs()
    return total / len(confidence)
