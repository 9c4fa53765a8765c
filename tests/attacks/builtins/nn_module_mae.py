# exercise: mae | PyTorch's own module, made once in the constructor.
import torch.nn as nn


class MyMAELoss(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.L1Loss()

    def forward(self, y_pred, y_true):
        return self.inner(y_pred, y_true)
