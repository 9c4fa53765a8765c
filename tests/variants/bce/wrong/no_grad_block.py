# Right value computed under no_grad.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        with torch.no_grad():
            each = F.softplus(y_pred) - y_pred * y_true
            return each.mean()
