# The likelihood as a product of powers.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        likelihood = p**y_true * (1 - p) ** (1 - y_true)
        return -torch.log(likelihood).mean()
