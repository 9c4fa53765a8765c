# The divergence of the averaged distributions.
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        p, q = F.softmax(y_true, dim=1).mean(dim=0), F.softmax(y_pred, dim=1).mean(dim=0)
        return (p * (p.log() - q.log())).sum()
