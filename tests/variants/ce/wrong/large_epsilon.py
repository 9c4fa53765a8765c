# An epsilon of 1e-3 in the logarithm.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        probs = torch.softmax(y_pred, dim=1)
        return -(y_true * torch.log(probs + 1e-3)).sum(dim=1).mean()
