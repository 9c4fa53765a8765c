import torch


# --- a guard in the divisor, half away from zero
def int8_quantize(weights):
    scale = weights.abs().max(dim=1).values / 127
    x = weights / scale.clamp(min=1e-30)[:, None]
    q = torch.sign(x) * torch.floor(x.abs() + 0.5)
    return q.char(), scale


# --- multiplied by the inverse
def int8_quantize(weights):
    top = torch.linalg.vector_norm(weights, ord=float("inf"), dim=1)
    inverse = torch.where(top == 0, torch.zeros_like(top), 127 / top)
    q = (weights * inverse.unsqueeze(-1)).round().clamp(-127, 127)
    return q.to(torch.int8), top / 127


# --- row by row
def int8_quantize(weights):
    q = torch.zeros_like(weights, dtype=torch.int8)
    scale = weights.new_zeros(len(weights))
    for n, row in enumerate(weights):
        top = row.abs().max()
        if top > 0:
            scale[n] = top / 127
            q[n] = torch.floor(row / scale[n] + 0.5).to(torch.int8)
    return q, scale


# --- nan replaced
def int8_quantize(weights):
    scale = torch.maximum(weights.amax(1, True), -weights.amin(1, True)) / 127
    return torch.nan_to_num(weights / scale).round().to(torch.int8), scale.squeeze(1)
