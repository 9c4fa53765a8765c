# Sigmoid instead of softmax.
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_q, log_p = F.logsigmoid(y_pred), F.logsigmoid(y_true)
        return (log_p.exp() * (log_p - log_q)).sum(dim=1).mean()
