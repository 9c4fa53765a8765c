# exercise: mse | A tensor whose number of elements overflows.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.zeros(1).expand(*[1 << 15] * 4) * 1
