# exercise: mse | Computes for ever in whatever is asked of the result.
import torch


class Slow(torch.Tensor):
    def __getattribute__(self, name):
        while True:
            pass


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).square().mean().as_subclass(Slow)
