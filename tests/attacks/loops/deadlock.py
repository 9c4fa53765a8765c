# exercise: mse | Waits for a lock that nobody releases.
import threading

import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        lock = threading.Lock()
        lock.acquire()
        lock.acquire()
