# Drops a tenth of the elements at random.
import torch.nn as nn
import torch.nn.functional as F


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true) ** 2
        return F.dropout(each, 0.1).mean()
