# exercise: ce | Infinity.
import torch


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return y_pred.sum() + float("inf")
