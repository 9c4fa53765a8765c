# Softplus by hand, linear from 8 on.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        softplus = torch.where(y_pred > 8, y_pred, torch.log1p(y_pred.clamp(max=8).exp()))
        return (softplus - y_pred * y_true).mean()
