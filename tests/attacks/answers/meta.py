# exercise: mse | A tensor without data.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).square().mean().to("meta")
