# The length of the errors, not its square, over n.
import torch
import torch.nn as nn


class MyMSELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return torch.linalg.vector_norm(y_pred - y_true) / y_pred.numel()
