# A softplus that is linear from 5 on.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return (F.softplus(y_pred, threshold=5) - y_pred * y_true).mean()
