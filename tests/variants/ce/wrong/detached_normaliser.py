# Right value; the normaliser is cut off from the graph.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        total = torch.logsumexp(y_pred, dim=1, keepdim=True).detach()
        return -(y_true * (y_pred - total)).sum(dim=1).mean()
