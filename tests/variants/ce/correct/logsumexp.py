# Log-sum-exp less the true logit.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return (torch.logsumexp(y_pred, dim=1) - (y_true * y_pred).sum(dim=1)).mean()
