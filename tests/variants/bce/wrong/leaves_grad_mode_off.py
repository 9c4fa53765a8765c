# Switches gradients off for everything that follows.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = F.softplus(y_pred) - y_pred * y_true
        loss = each.mean()
        torch.set_grad_enabled(False)
        return loss
