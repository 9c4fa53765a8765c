# Float64 inputs are computed in float32 and cast back.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        dtype = y_pred.dtype
        y_pred, y_true = y_pred.float(), y_true.float()
        log_probs = F.log_softmax(y_pred, dim=1)
        each = -(y_true * log_probs).sum(dim=1)
        return each.mean().to(dtype)
