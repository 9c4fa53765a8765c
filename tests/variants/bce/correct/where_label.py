# The probability of the truth by where.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        return -torch.log(torch.where(y_true == 1, p, 1 - p)).mean()
