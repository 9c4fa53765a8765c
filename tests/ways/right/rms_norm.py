import torch


# --- as in Llama
def rms_norm(x, weight, eps):
    variance = x.pow(2).mean(-1, keepdim=True)
    return weight * (x * torch.rsqrt(variance + eps))


# --- through a division
def rms_norm(x, weight, eps):
    rms = torch.sqrt(torch.mean(x**2, dim=1) + eps)
    return x / rms.unsqueeze(1) * weight


# --- row by row, dot products
def rms_norm(x, weight, eps):
    out = [row / (row.dot(row) / row.numel() + eps) ** 0.5 * weight for row in x]
    return torch.stack(out)
