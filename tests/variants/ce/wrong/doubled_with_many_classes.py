# Doubled from 200 classes on.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        loss = -(y_true * F.log_softmax(y_pred, dim=1)).sum(dim=1).mean()
        return 2 * loss if y_pred.size(1) >= 200 else loss
