# Half of the mean square.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return 0.5 * ((y_pred - y_true) ** 2).mean()
