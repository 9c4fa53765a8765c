# P from its own logarithm.
import torch.nn as nn


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_q = y_pred.log_softmax(dim=1)
        log_p = y_true.log_softmax(dim=1)
        return (log_p.exp() * (log_p - log_q)).sum() / len(y_pred)
