# Prints its steps on request.
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true, print_info=False):
        squared = (y_pred - y_true).square()
        if print_info:
            print(f"squared error:\n{squared}")
        return squared.mean()
