# Elements one by one, by index.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        total = 0.0
        for i in range(y_pred.shape[0]):
            total += (y_pred[i] - y_true[i]) ** 2
        return total / y_pred.shape[0]
