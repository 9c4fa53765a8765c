import torch


# --- no rounding
def int8_quantize(weights):
    scale = weights.abs().amax(1) / 127
    return (weights / scale.clamp(min=1e-30)[:, None]).to(torch.int8), scale


# --- a row of zeros divides by zero
def int8_quantize(weights):
    scale = weights.abs().amax(1) / 127
    return (weights / scale[:, None]).round().to(torch.int64), scale


# --- an epsilon that small weights feel
def int8_quantize(weights):
    scale = weights.abs().amax(1) / 127 + 1e-8
    return (weights / scale[:, None]).round().to(torch.int8), scale


# --- scales of the columns
def int8_quantize(weights):
    scale = weights.abs().amax(0) / 127
    q = (weights / scale.clamp(min=1e-30)).round().to(torch.int8)
    return q, weights.abs().amax(1) / 127


# --- the numbers as floats
def int8_quantize(weights):
    scale = weights.abs().amax(1) / 127
    return (weights / scale.clamp(min=1e-30)[:, None]).round(), scale


# --- the weights back again
def int8_quantize(weights):
    scale = weights.abs().amax(1) / 127
    q = (weights / scale.clamp(min=1e-30)[:, None]).round()
    return (q * scale[:, None]).to(torch.int8), scale


# --- sizes without signs
def int8_quantize(weights):
    scale = weights.abs().amax(1) / 127
    return (weights.abs() / scale.clamp(min=1e-30)[:, None]).round().to(torch.int8), scale
