# A row times a column.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        error = (y_pred - y_true).reshape(1, -1)
        return (error @ error.T).squeeze() / error.numel()
