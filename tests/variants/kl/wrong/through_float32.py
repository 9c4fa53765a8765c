# Float64 inputs are computed in float32 and cast back.
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        dtype = y_pred.dtype
        y_pred, y_true = y_pred.float(), y_true.float()
        log_q = F.log_softmax(y_pred, dim=1)
        log_p = F.log_softmax(y_true, dim=1)
        each = (log_p.exp() * (log_p - log_q)).sum(dim=1)
        return each.mean().to(dtype)
