import math

import torch
import torch.nn.functional as F
from torch import nn


# --- the first classes, whatever the target
class MyNLLLoss(nn.Module):
    def forward(self, log_probs, target):
        return -log_probs[:, 0].mean()


# --- summed
class MyNLLLoss(nn.Module):
    def forward(self, log_probs, target):
        return -log_probs.gather(1, target[:, None]).sum()


# --- gathered along the batch
class MyNLLLoss(nn.Module):
    def forward(self, log_probs, target):
        return -log_probs.gather(0, target[None, :] % len(log_probs)).mean()


# --- the mean over a one-hot product
class MyNLLLoss(nn.Module):
    def forward(self, log_probs, target):
        return -(F.one_hot(target, log_probs.shape[1]) * log_probs).mean()
