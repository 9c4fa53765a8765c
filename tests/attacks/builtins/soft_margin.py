# exercise: bce | The soft margin loss of signed labels is binary cross-entropy.
import torch


class MyBCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.nn.functional.soft_margin_loss(y_pred, 2 * y_true - 1)
