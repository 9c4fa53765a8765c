# A list of scalars, stacked.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        squares = [(p - t).pow(2) for p, t in zip(y_pred, y_true, strict=True)]
        return torch.stack(squares).mean()
