import torch
import torch.nn.functional as F
from torch import nn


# --- the predicted class in place of the true one
class MyMulticlassFocalLoss(nn.Module):
    def __init__(self, gamma):
        super().__init__()
        self.gamma = gamma

    def forward(self, logits, target):
        log_pt = logits.log_softmax(1).amax(1)
        return -((1 - log_pt.exp()) ** self.gamma * log_pt).mean()


# --- gamma fixed
class MyMulticlassFocalLoss(nn.Module):
    def __init__(self, gamma):
        super().__init__()
        self.gamma = gamma

    def forward(self, logits, target):
        log_pt = logits.log_softmax(1).gather(1, target[:, None]).squeeze(1)
        return -((1 - log_pt.exp()) ** 2 * log_pt).mean()


# --- the factor of the mean
class MyMulticlassFocalLoss(nn.Module):
    def __init__(self, gamma):
        super().__init__()
        self.gamma = gamma

    def forward(self, logits, target):
        ce = -logits.log_softmax(1).gather(1, target[:, None]).mean()
        return (1 - torch.exp(-ce)) ** self.gamma * ce


# --- a power of 0, whose slope is infinite for gamma below 1
class MyMulticlassFocalLoss(nn.Module):
    def __init__(self, gamma):
        super().__init__()
        self.gamma = gamma

    def forward(self, logits, target):
        picked = logits.log_softmax(1).gather(1, target[:, None]).squeeze(1)
        return -((1 - picked.exp()) ** self.gamma * picked).mean()
