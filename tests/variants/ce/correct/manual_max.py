# The largest logit is subtracted by hand.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        shifted = y_pred - y_pred.max(dim=1, keepdim=True).values
        log_total = torch.log(torch.exp(shifted).sum(dim=1, keepdim=True))
        return -((shifted - log_total) * y_true).sum() / y_pred.shape[0]
