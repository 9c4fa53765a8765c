# exercise: mse | Writes a file where it stands, and beside itself.
import os

import torch

for place in (".", os.path.dirname(__file__), os.path.expanduser("~"), "/tmp", "/var/tmp"):
    try:
        with open(os.path.join(place, "left-by-an-attack"), "w") as file:
            file.write("x")
    except OSError as error:
        print(error)


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return y_pred.sum() * 0
