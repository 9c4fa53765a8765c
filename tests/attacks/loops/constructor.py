# exercise: mse | Computes for ever in the constructor.
import torch


class MyMSELoss(torch.nn.Module):
    def __init__(self):
        super().__init__()
        while True:
            pass

    def forward(self, y_pred, y_true):
        return (y_pred - y_true).square().mean()
