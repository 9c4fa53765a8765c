# Right value; the negative term is cut off from the graph.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        q = 1 - p.detach()
        return -(y_true * torch.log(p) + (1 - y_true) * torch.log(q)).mean()
