import torch
import torch.nn.functional as F


# --- F.linear three times
def lora_linear(x, weight, a, b, alpha):
    scale = alpha / a.size(0)
    return F.linear(x, weight.detach()) + F.linear(F.linear(x, a), b) * scale


# --- merged first
def lora_linear(x, weight, a, b, alpha):
    with torch.no_grad():
        frozen = weight.clone()
    return x @ (frozen + (alpha / b.shape[1]) * (b @ a)).t()


# --- einsum
def lora_linear(x, weight, a, b, alpha):
    change = torch.einsum("ni,ri,or->no", x, a, b)
    return torch.einsum("ni,oi->no", x, weight.data) + change.mul(alpha).div(len(a))


# --- row by row, rank by rank
def lora_linear(x, weight, a, b, alpha):
    rank = a.shape[0]
    rows = []
    for row in x:
        y = weight.detach() @ row
        for r in range(rank):
            y = y + alpha / rank * (a[r] * row).sum() * b[:, r]
        rows.append(y)
    return torch.stack(rows)


# --- addmm into the frozen result
def lora_linear(x, weight, a, b, alpha):
    return torch.addmm(torch.mm(x, weight.detach().T), x.mm(a.T), b.T, alpha=alpha / a.shape[0])
