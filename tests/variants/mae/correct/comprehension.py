# A list of scalars, stacked.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        errors = [abs(p - t) for p, t in zip(y_pred, y_true, strict=True)]
        return torch.stack(errors).mean()
