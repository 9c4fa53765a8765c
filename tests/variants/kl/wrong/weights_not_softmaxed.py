# The raw logits of P as weights.
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_q, log_p = F.log_softmax(y_pred, dim=1), F.log_softmax(y_true, dim=1)
        return (y_true * (log_p - log_q)).sum(dim=1).mean()
