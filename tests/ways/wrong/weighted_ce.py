import torch
import torch.nn.functional as F
from torch import nn


# --- a mean over what counts
class MyWeightedCrossEntropyLoss(nn.Module):
    def __init__(self, ignore_index):
        super().__init__()
        self.ignore = ignore_index

    def forward(self, logits, target, weight):
        keep = target != self.ignore
        nll = -F.log_softmax(logits, 1).gather(1, target[:, None]).squeeze(1)
        return (weight.detach()[target] * nll)[keep].mean()


# --- the logarithm of the weight on the logits
class MyWeightedCrossEntropyLoss(nn.Module):
    def __init__(self, ignore_index):
        super().__init__()
        self.ignore = ignore_index

    def forward(self, logits, target, weight):
        keep = target != self.ignore
        logp = F.log_softmax(logits + weight.detach().log(), 1)
        return -logp.gather(1, target[:, None]).squeeze(1)[keep].mean()


# --- always minus one hundred
class MyWeightedCrossEntropyLoss(nn.Module):
    def __init__(self, ignore_index):
        super().__init__()

    def forward(self, logits, target, weight):
        keep = target != -100
        nll = -F.log_softmax(logits, 1).gather(1, target[:, None]).squeeze(1)
        w = weight.detach()[target] * keep
        return (w * nll).sum() / w.sum()


# --- a mean of means by class
class MyWeightedCrossEntropyLoss(nn.Module):
    def __init__(self, ignore_index):
        super().__init__()
        self.ignore = ignore_index

    def forward(self, logits, target, weight):
        nll = -F.log_softmax(logits, 1).gather(1, target[:, None]).squeeze(1)
        present = [c for c in target.unique().tolist() if c != self.ignore]
        w = weight.detach()[present]
        means = torch.stack([nll[target == c].mean() for c in present])
        return (w * means).sum() / w.sum()
