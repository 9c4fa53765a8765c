# An nn.LogSoftmax inside.
import torch.nn as nn


class MyCELoss(nn.Module):
    def __init__(self):
        super().__init__()
        self.log_softmax = nn.LogSoftmax(dim=1)

    def forward(self, y_pred, y_true):
        terms = y_true * self.log_softmax(y_pred)
        return terms.sum(dim=-1).neg().mean()
