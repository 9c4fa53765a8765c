import torch
from torch import nn


# --- the whole batch
class MyTverskyLoss(nn.Module):
    def __init__(self, alpha, beta, smooth):
        super().__init__()
        self.a, self.b, self.s = alpha, beta, smooth

    def forward(self, probs, labels):
        tp = (probs * labels).sum()
        fp, fn = probs.sum() - tp, labels.sum() - tp
        return 1 - (tp + self.s) / (tp + self.a * fp + self.b * fn + self.s)


# --- beta is one less alpha
class MyTverskyLoss(nn.Module):
    def __init__(self, alpha, beta, smooth):
        super().__init__()
        self.a, self.b, self.s = alpha, 1 - alpha, smooth

    def forward(self, probs, labels):
        tp = (probs * labels).sum(1)
        fp, fn = probs.sum(1) - tp, labels.sum(1) - tp
        return (1 - (tp + self.s) / (tp + self.a * fp + self.b * fn + self.s)).mean()
