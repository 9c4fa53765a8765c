# exercise: bce | The functional form.
import torch.nn.functional as F
from torch import nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        return F.binary_cross_entropy_with_logits(y_pred, y_true)
