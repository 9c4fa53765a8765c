# exercise: mse | A sparse tensor.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).square().mean().to_sparse()
