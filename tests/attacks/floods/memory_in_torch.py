# exercise: mse | Asks torch for a terabyte.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.zeros(1 << 37).sum()
