# Drops a tenth of the elements at random.
import torch.nn as nn
import torch.nn.functional as F


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true).abs()
        return F.dropout(each, 0.1).mean()
