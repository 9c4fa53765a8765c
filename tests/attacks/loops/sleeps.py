# exercise: mse | Sleeps for ever, here and there.
import time

import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        while True:
            time.sleep(1000)
