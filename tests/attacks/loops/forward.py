# exercise: mse | Computes for ever.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        while True:
            pass
