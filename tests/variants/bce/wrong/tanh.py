# Tanh moved into (0, 1): a sigmoid of twice the logit.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = (torch.tanh(y_pred) + 1) / 2
        return -(y_true * torch.log(p) + (1 - y_true) * torch.log(1 - p)).mean()
