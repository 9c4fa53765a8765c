import torch
from torch import nn


class Base(nn.Module):
    def __init__(self, eps):
        super().__init__()
        self.eps = eps


# --- per cent
class MyMAPELoss(Base):
    def forward(self, y_pred, y_true):
        return 100 * ((y_pred - y_true).abs() / y_true.abs().clamp(min=self.eps)).mean()


# --- no floor
class MyMAPELoss(Base):
    def forward(self, y_pred, y_true):
        return ((y_pred - y_true).abs() / y_true.abs()).mean()


# --- targets below the floor left out
class MyMAPELoss(Base):
    def forward(self, y_pred, y_true):
        keep = y_true.abs() >= self.eps
        share = (y_pred - y_true).abs() / y_true.abs().clamp(min=self.eps)
        return (share * keep).sum() / keep.sum().clamp(min=1)


# --- the floor under the errors
class MyMAPELoss(Base):
    def forward(self, y_pred, y_true):
        return ((y_pred - y_true).abs().clamp(min=self.eps) / (y_true.abs() + 1e-8)).mean()


# --- the median
class MyMAPELoss(Base):
    def forward(self, y_pred, y_true):
        return ((y_pred - y_true).abs() / y_true.abs().clamp(min=self.eps)).median()


# --- of logarithms
class MyMAPELoss(Base):
    def forward(self, y_pred, y_true):
        ratio = y_pred.abs().clamp(min=self.eps) / y_true.abs().clamp(min=self.eps)
        return torch.log(ratio).abs().mean()
