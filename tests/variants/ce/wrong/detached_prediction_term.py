# Right value; the true logit is cut off from the graph.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        total = torch.logsumexp(y_pred, dim=1)
        picked = (y_true * y_pred.detach()).sum(dim=1)
        return (total - picked).mean()
