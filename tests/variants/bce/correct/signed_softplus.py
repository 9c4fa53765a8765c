# Softplus of the signed logit, by hand.
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        z = (1 - 2 * y_true) * y_pred
        return (z.clamp(min=0) + (-z.abs()).exp().log1p()).sum() / y_pred.numel()
