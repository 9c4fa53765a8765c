# exercise: mse | Prints without end.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        while True:
            print("x" * 10_000)
