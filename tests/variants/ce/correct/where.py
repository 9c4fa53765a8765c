# All but the true class replaced by zero.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_probs = F.log_softmax(y_pred, dim=1)
        picked = torch.where(y_true > 0.5, log_probs, torch.zeros_like(log_probs))
        return -picked.sum(dim=1).mean()
