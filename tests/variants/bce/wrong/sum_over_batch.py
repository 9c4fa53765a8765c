# Sums over the batch and averages over the labels.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        terms = y_true * torch.log(p) + (1 - y_true) * torch.log(1 - p)
        return -terms.sum(dim=0).mean()
