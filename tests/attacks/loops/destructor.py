# exercise: mse | Computes for ever when the object is destroyed.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).square().mean()

    def __del__(self):
        while True:
            pass
