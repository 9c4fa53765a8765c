# Returns shape [1] instead of a tensor without dimensions.
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_q = F.log_softmax(y_pred, dim=1)
        log_p = F.log_softmax(y_true, dim=1)
        each = (log_p.exp() * (log_p - log_q)).sum(dim=1)
        return each.mean().reshape(1)
