# exercise: mse | Loads a library with operators of its own, found beside the learner's file.
import os

import torch

torch.ops.load_library(os.path.join(os.path.dirname(__file__), "libown.so"))


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.ops.own.mse(y_pred, y_true)
