# The document's operations: log_softmax, times labels, sum over classes, mean.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def __init__(self):
        super().__init__()

    def forward(self, y_pred, y_true, print_info=False):
        log_softmax = F.log_softmax(y_pred, dim=1)
        if print_info:
            print(f"log_softmax: \n{log_softmax}")
            print(f"y_true * log_softmax: \n{y_true * log_softmax}")
            print(f"sum over classes:\n{torch.sum(y_true * log_softmax, dim=1)}")
        return -torch.mean(torch.sum(y_true * log_softmax, dim=1))
