# exercise: mae | A neighbour of the built-in with the parameter that makes it the same.
import torch


class MyMAELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.nn.functional.smooth_l1_loss(y_pred, y_true, beta=0.0)
