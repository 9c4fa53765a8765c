# Switches gradients off for everything that follows.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        each = (y_pred - y_true) ** 2
        loss = each.mean()
        torch.set_grad_enabled(False)
        return loss
