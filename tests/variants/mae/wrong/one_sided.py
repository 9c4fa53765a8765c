# Only predictions that are too high cost something.
import torch.nn as nn
import torch.nn.functional as F


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return F.relu(y_pred - y_true).mean()
