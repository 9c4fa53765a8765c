import torch
from torch import nn


# --- a weight under no_grad and a float mask
class MyCISPOLoss(nn.Module):
    def __init__(self, cap):
        super().__init__()
        self.cap = cap

    def forward(self, log_probs, old_log_probs, advantages, mask):
        with torch.no_grad():
            w = torch.clamp((log_probs - old_log_probs).exp(), max=self.cap)
            w = w * advantages[:, None]
        m = mask.to(log_probs.dtype)
        return -(w * log_probs * m).sum() / m.sum()


# --- capped before the exponential, on the tokens selected
class MyCISPOLoss(nn.Module):
    def __init__(self, cap):
        super().__init__()
        self.most = torch.tensor(cap, dtype=torch.float64).log()

    def forward(self, log_probs, old_log_probs, advantages, mask):
        new = log_probs[mask]
        gap = torch.minimum(new.detach() - old_log_probs.detach()[mask], self.most.to(new.dtype))
        a = advantages.detach()[:, None].expand_as(log_probs)[mask]
        return -(gap.exp() * a * new).mean()


# --- token by token
class MyCISPOLoss(nn.Module):
    def __init__(self, cap):
        super().__init__()
        self.cap = cap

    def forward(self, log_probs, old_log_probs, advantages, mask):
        total, count = 0, 0
        for b in range(log_probs.size(0)):
            for t in range(log_probs.size(1)):
                if mask[b, t]:
                    r = torch.exp(log_probs[b, t] - old_log_probs[b, t])
                    w = min(r.item(), self.cap)
                    total = total - w * advantages[b].detach() * log_probs[b, t]
                    count += 1
        return total / count


# --- a gradient that is written as a trick: value and slope apart
class MyCISPOLoss(nn.Module):
    def __init__(self, cap):
        super().__init__()
        self.cap = cap

    def forward(self, log_probs, old_log_probs, advantages, mask):
        fixed = log_probs.data
        w = (fixed - old_log_probs.data).exp_().clamp_(max=self.cap)
        c = torch.where(mask, w * advantages.data.unsqueeze(-1), torch.zeros_like(w))
        return -torch.einsum("bt,bt->", c, log_probs) / mask.sum()
