# The raw logits of P as weights and in the logarithm.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_q = F.log_softmax(y_pred, dim=1)
        return (y_true * (torch.log(y_true) - log_q)).sum(dim=1).mean()
