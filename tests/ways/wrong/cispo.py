import torch
from torch import nn


class _Base(nn.Module):
    def __init__(self, cap):
        super().__init__()
        self.cap = cap


# --- nothing detached
class MyCISPOLoss(_Base):
    def forward(self, log_probs, old_log_probs, advantages, mask):
        r = (log_probs - old_log_probs).exp()
        loss = -r.clamp(max=self.cap) * advantages[:, None] * log_probs
        return (loss * mask).sum() / mask.sum()


# --- all detached
class MyCISPOLoss(_Base):
    def forward(self, log_probs, old_log_probs, advantages, mask):
        with torch.no_grad():
            r = (log_probs - old_log_probs).exp().clamp(max=self.cap)
            loss = -r * advantages[:, None] * log_probs
        return (loss * mask).sum() / mask.sum()


# --- the ratio the other way round
class MyCISPOLoss(_Base):
    def forward(self, log_probs, old_log_probs, advantages, mask):
        w = (old_log_probs - log_probs).exp().clamp(max=self.cap).detach()
        loss = -w * advantages[:, None].detach() * log_probs
        return (loss * mask).sum() / mask.sum()


# --- the weight capped after the advantage
class MyCISPOLoss(_Base):
    def forward(self, log_probs, old_log_probs, advantages, mask):
        w = ((log_probs - old_log_probs).exp() * advantages[:, None]).clamp(max=self.cap).detach()
        return -(w * log_probs * mask).sum() / mask.sum()


# --- the mask forgotten
class MyCISPOLoss(_Base):
    def forward(self, log_probs, old_log_probs, advantages, mask):
        w = (log_probs - old_log_probs).exp().clamp(max=self.cap).detach()
        return -(w * advantages[:, None].detach() * log_probs).mean()


# --- the objective, not the loss
class MyCISPOLoss(_Base):
    def forward(self, log_probs, old_log_probs, advantages, mask):
        w = (log_probs - old_log_probs).exp().clamp(max=self.cap).detach()
        kept = (w * advantages[:, None].detach() * log_probs)[mask]
        return kept.mean()
