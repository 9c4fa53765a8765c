# exercise: mse | Computes for ever, ignores signals and swallows every exception.
import signal

import torch

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                continue
