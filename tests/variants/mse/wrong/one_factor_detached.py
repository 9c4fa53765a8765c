# Right value with half of the gradient.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = y_pred - y_true
        return (error * error.detach()).mean()
