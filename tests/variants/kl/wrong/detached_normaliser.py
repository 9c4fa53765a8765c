# Right value; the normaliser of Q is cut off from the graph.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_q = y_pred - torch.logsumexp(y_pred, dim=1, keepdim=True).detach()
        log_p = F.log_softmax(y_true, dim=1)
        return (log_p.exp() * (log_p - log_q)).sum(dim=1).mean()
