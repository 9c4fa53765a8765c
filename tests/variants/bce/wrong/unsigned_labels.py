# The form for labels -1 and 1 with labels 0 and 1.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return F.softplus(-y_pred * y_true).mean()
