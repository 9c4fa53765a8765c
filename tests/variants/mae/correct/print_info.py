# Prints its steps on request.
import torch
import torch.nn as nn


class MyMAELoss(nn.Module):
    def forward(self, y_pred, y_true, print_info=False):
        error = torch.sub(y_pred, y_true)
        if print_info:
            print(f"error:\n{error}")
        return torch.mean(torch.abs(error))
