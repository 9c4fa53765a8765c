# The document's operations: sigmoid, two logarithms, mean over all elements.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def __init__(self):
        super().__init__()

    def forward(self, y_pred, y_true, print_info=False):
        y_pred_sigmoid = torch.sigmoid(y_pred)
        if print_info:
            print(f"y_pred_sigmoid:\n{y_pred_sigmoid}")
            print(f"y_true * log(y_pred):\n{y_true * torch.log(y_pred_sigmoid)}")
            print(f"(1-y_true) * log(1-y_pred):\n{(1 - y_true) * torch.log(1 - y_pred_sigmoid)}")
        return -torch.mean(
            y_true * torch.log(y_pred_sigmoid) + (1 - y_true) * torch.log(1 - y_pred_sigmoid)
        )
