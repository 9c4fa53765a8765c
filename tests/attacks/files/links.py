# exercise: mse | Makes links, folders, pipes and devices.
import os

import torch

for act in (
    lambda: os.symlink("/etc/passwd", "/tmp/left-by-an-attack"),
    lambda: os.mkdir("/tmp/left-by-an-attack"),
    lambda: os.mkfifo("/tmp/left-by-an-attack"),
    lambda: os.mknod("/tmp/left-by-an-attack"),
    lambda: os.symlink("x", os.path.join(os.path.dirname(__file__), "left-by-an-attack")),
):
    try:
        act()
    except OSError as error:
        print(error)


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return y_pred.sum() * 0
