# The arguments are named the wrong way round.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_true, y_pred):
        return -(y_true * F.log_softmax(y_pred, dim=1)).sum(dim=1).mean()
