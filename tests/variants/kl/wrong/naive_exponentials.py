# Unstable: exponentials without subtracting the largest logit.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        exps = torch.exp(y_pred)
        log_q = y_pred - torch.log(exps.sum(dim=1, keepdim=True))
        log_p = F.log_softmax(y_true, dim=1)
        return (log_p.exp() * (log_p - log_q)).sum(dim=1).mean()
