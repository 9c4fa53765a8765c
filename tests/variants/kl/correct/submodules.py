# An nn.LogSoftmax and an nn.Softmax inside.
import torch.nn as nn


class MyKLDivLoss(nn.Module):
    def __init__(self):
        super().__init__()
        self.softmax = nn.Softmax(dim=1)
        self.log_softmax = nn.LogSoftmax(dim=1)

    def forward(self, y_pred, y_true):
        p = self.softmax(y_true)
        terms = p * p.log() - p * self.log_softmax(y_pred)
        return terms.sum(dim=1).mean()
