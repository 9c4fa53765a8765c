# A logit of exactly zero counts as no answer.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        loss = F.softplus(y_pred) - y_pred * y_true
        return (loss * (y_pred != 0)).mean()
