# Right value; works on y_true in place.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return -y_true.mul_(F.log_softmax(y_pred, dim=1)).sum(dim=1).mean()
