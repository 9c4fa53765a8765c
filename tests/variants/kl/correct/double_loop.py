# Loops over samples and classes.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_q, p = F.log_softmax(y_pred, dim=1), F.softmax(y_true, dim=1)
        result = 0.0
        for n in range(p.shape[0]):
            for c in range(p.shape[1]):
                result = result + p[n, c] * (torch.log(p[n, c]) - log_q[n, c])
        return result / p.shape[0]
