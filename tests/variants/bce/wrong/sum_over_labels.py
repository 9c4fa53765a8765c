# Sums over the labels and averages over the batch.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        terms = y_true * torch.log(p) + (1 - y_true) * torch.log(1 - p)
        return -terms.sum(dim=1).mean()
