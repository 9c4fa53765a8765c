# The variance of the errors.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = y_pred - y_true
        return ((error - error.mean()) ** 2).mean()
