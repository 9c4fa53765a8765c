# Right value with the gradient of the sum, not of the mean.
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = F.softplus(y_pred) - y_pred * y_true
        loss, total = each.mean(), each.sum()
        return loss.detach() + total - total.detach()
