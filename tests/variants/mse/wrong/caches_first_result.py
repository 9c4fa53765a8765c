# Gives the first result again for ever.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = None

    def forward(self, y_pred, y_true):
        each = (y_pred - y_true) ** 2
        if self.first is None:
            self.first = each.mean()
        return self.first
