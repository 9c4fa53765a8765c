# With the terms of the false classes, as for BCE.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        probs = torch.softmax(y_pred, dim=1)
        terms = y_true * torch.log(probs) + (1 - y_true) * torch.log(1 - probs)
        return -terms.sum(dim=1).mean()
