# exercise: mse | Leaves the random generator seeded.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        torch.manual_seed(0)
        return (y_pred - y_true).square().mean()
