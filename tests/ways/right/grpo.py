import torch
from torch import nn


# --- as a loss, with a float mask
class MyGRPOLoss(nn.Module):
    def __init__(self, epsilon, beta):
        super().__init__()
        self.eps, self.beta = epsilon, beta

    def forward(self, log_probs, old_log_probs, reference_log_probs, advantages, mask):
        m = mask.to(log_probs.dtype)
        a = advantages.detach()[:, None]
        r = torch.exp(log_probs - old_log_probs.detach())
        pg = -torch.min(r * a, torch.clamp(r, 1 - self.eps, 1 + self.eps) * a)
        d = reference_log_probs.detach() - log_probs
        kl = torch.exp(d) - d - 1
        loss = pg + self.beta * kl
        return ((loss * m).sum(1) / m.sum(1)).mean()


# --- a response at a time
class MyGRPOLoss(nn.Module):
    def __init__(self, epsilon, beta):
        super().__init__()
        self.eps, self.beta = epsilon, beta

    def forward(self, log_probs, old_log_probs, reference_log_probs, advantages, mask):
        with torch.no_grad():
            old, ref, adv = old_log_probs.clone(), reference_log_probs.clone(), advantages.clone()
        out = []
        for b in range(len(adv)):
            keep = mask[b]
            l = log_probs[b][keep]
            r = (l - old[b][keep]).exp()
            s = torch.min(r * adv[b], r.clip(1 - self.eps, 1 + self.eps) * adv[b])
            g = ref[b][keep] - l
            out.append((s - self.beta * (g.exp() - g - 1)).mean())
        return -sum(out) / len(out)
