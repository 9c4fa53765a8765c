# exercise: mse | A child by posix_spawn, at import.
import os
import sys

import torch

os.posix_spawn(sys.executable, [sys.executable, "-c", "import time; time.sleep(60)"], {})


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.nn.functional.mse_loss(y_pred, y_true)
