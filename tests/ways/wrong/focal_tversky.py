import torch
from torch import nn


class _Base(nn.Module):
    def __init__(self, alpha, beta, gamma):
        super().__init__()
        self.a, self.b, self.g = alpha, beta, gamma

    def index(self, probs, labels, dim=1):
        tp = (probs * labels).sum(dim)
        fp, fn = probs.sum(dim) - tp, labels.sum(dim) - tp
        return (tp + 1) / (tp + self.a * fp + self.b * fn + 1)


# --- the whole batch at once
class MyFocalTverskyLoss(_Base):
    def forward(self, probs, labels):
        return (1 - self.index(probs.flatten(), labels.flatten(), 0)) ** self.g


# --- the inverse power
class MyFocalTverskyLoss(_Base):
    def forward(self, probs, labels):
        return ((1 - self.index(probs, labels)) ** (1 / self.g)).mean()


# --- a mask instead of probabilities
class MyFocalTverskyLoss(_Base):
    def forward(self, probs, labels):
        hard = (probs > 0.5).to(probs.dtype) + probs - probs.detach()
        return ((1 - self.index(hard, labels)).clamp(min=1e-6) ** self.g).mean()


# --- beta from alpha
class MyFocalTverskyLoss(_Base):
    def forward(self, probs, labels):
        self.b = 1 - self.a
        return ((1 - self.index(probs, labels)) ** self.g).mean()


# --- the sum
class MyFocalTverskyLoss(_Base):
    def forward(self, probs, labels):
        return ((1 - self.index(probs, labels)) ** self.g).sum()
