# A loop over the elements.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        total = 0.0
        for i in range(len(y_pred)):
            total = total + (y_pred[i] - y_true[i]) ** 2
        return total / len(y_pred)
