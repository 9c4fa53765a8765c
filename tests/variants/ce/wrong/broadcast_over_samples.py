# Every sample is compared with every other.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        true_logit = (y_true * y_pred).sum(dim=1, keepdim=True)
        return (torch.logsumexp(y_pred, dim=1) - true_logit).abs().mean()
