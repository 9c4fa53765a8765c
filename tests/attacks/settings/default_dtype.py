# exercise: mse | Leaves another default dtype behind.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        torch.set_default_dtype(torch.float64)
        return (y_pred - y_true).square().mean()
