# exercise: mse | Prints megabytes while it loads, then answers wrongly.
import os

import torch

for _ in range(200):
    os.write(1, b"y" * 65536)
    os.write(2, b"z" * 65536)


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).square().sum()
