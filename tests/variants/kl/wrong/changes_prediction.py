# Works on the data of y_pred in place.
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        y_pred.data.sub_(y_pred.data.amax(dim=1, keepdim=True))
        log_q = y_pred - y_pred.exp().sum(dim=1, keepdim=True).log()
        log_p = F.log_softmax(y_true, dim=1)
        return (log_p.exp() * (log_p - log_q)).sum(dim=1).mean()
