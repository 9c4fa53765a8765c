# Softplus less the logit of the positives.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return (F.softplus(y_pred) - y_pred * y_true).mean()
