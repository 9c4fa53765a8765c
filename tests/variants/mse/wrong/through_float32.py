# Float64 inputs are computed in float32 and cast back.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        dtype = y_pred.dtype
        y_pred, y_true = y_pred.float(), y_true.float()
        each = (y_pred - y_true) ** 2
        return each.mean().to(dtype)
