# Both sums by einsum.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_p = F.logsigmoid(y_pred)
        log_q = log_p - y_pred
        total = torch.einsum("nc,nc->", y_true, log_p) + torch.einsum("nc,nc->", 1 - y_true, log_q)
        return -total / y_pred.numel()
