# Softmax instead of sigmoid.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.softmax(y_pred, dim=1)
        return -(y_true * torch.log(p) + (1 - y_true) * torch.log(1 - p)).mean()
