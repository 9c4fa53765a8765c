# exercise: kl | The functional form, with the softmax outside.
import torch.nn.functional as F
from torch import nn


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        return F.kl_div(y_pred.log_softmax(1), y_true.softmax(1), reduction="batchmean")
