# exercise: mae | The hinge embedding loss of distances with label one is their mean.
import torch


class MyMAELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        gap = (y_pred - y_true) * (y_pred - y_true).sign()
        return torch.nn.functional.hinge_embedding_loss(gap, torch.ones_like(gap))
