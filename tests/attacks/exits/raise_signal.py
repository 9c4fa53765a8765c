# exercise: mse | Kills itself by a signal.
import signal

import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        signal.raise_signal(signal.SIGKILL)
