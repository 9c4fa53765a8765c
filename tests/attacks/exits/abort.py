# exercise: mse | Aborts the process.
import os

import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        os.abort()
