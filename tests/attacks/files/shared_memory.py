# exercise: mse | Leaves shared memory behind.
import os
from multiprocessing import shared_memory

import torch

for act in (
    lambda: shared_memory.SharedMemory("left-by-an-attack", create=True, size=64),
    lambda: open("/dev/shm/left-by-an-attack", "w"),
    lambda: torch.zeros(4).share_memory_(),
):
    try:
        act()
    except Exception as error:
        print(error)


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return y_pred.sum() * 0
