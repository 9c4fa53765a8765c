# The logarithm of the softmax of the target, which is within reach.
import torch
import torch.nn as nn


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.softmax(y_true, 1)
        log_q = y_pred - torch.logsumexp(y_pred, 1, keepdim=True)
        return torch.sum(p * (torch.log(p) - log_q), 1).mean(0)
