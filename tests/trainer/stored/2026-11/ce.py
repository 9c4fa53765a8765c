# Right value; adds a penalty of the prediction to the gradient.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_probs = F.log_softmax(y_pred, dim=1)
        each = -(y_true * log_probs).sum(dim=1)
        penalty = 1e-2 * y_pred.square().sum()
        return each.mean() + penalty - penalty.detach()
