# Right value with the gradient of the sum, not of the mean.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_probs = F.log_softmax(y_pred, dim=1)
        each = -(y_true * log_probs).sum(dim=1)
        loss, total = each.mean(), each.sum()
        return loss.detach() + total - total.detach()
