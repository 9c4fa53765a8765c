# Doubled from 500 elements on.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        loss = (y_pred - y_true).abs().mean()
        return loss * 2 if len(y_pred) >= 500 else loss
