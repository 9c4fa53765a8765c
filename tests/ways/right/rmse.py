import math

import torch
from torch import nn


# --- a norm, over the root of the count
class MyRMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).norm() / math.sqrt(y_pred.numel())


# --- the root where there is something under it
class MyRMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        mse = ((y_pred - y_true) ** 2).mean()
        safe = torch.where(mse > 0, mse, torch.ones_like(mse))
        return torch.where(mse > 0, safe.sqrt(), torch.zeros_like(mse))


# --- a branch
class MyRMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        mse = (y_pred - y_true).pow(2).mean()
        return mse.sqrt() if mse > 0 else mse


# --- the largest error taken out
class MyRMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = y_pred - y_true
        top = error.abs().max().detach()
        if top == 0:
            return (error * 0).sum()
        return top * ((error / top) ** 2).mean() ** 0.5
