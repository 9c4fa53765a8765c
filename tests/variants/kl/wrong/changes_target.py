# Right value; works on y_true in place.
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_q = F.log_softmax(y_pred, dim=1)
        log_p = y_true.sub_(y_true.logsumexp(dim=1, keepdim=True))
        return (log_p.exp() * (log_p - log_q)).sum(dim=1).mean()
