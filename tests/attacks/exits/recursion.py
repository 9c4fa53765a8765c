# exercise: mse | Recurses without end and without limit.
import sys

import torch

sys.setrecursionlimit(10**9)


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return self.forward(y_pred, y_true)
