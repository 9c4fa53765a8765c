# Only the most likely class of P.
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        best = y_true.argmax(dim=1, keepdim=True)
        return -F.log_softmax(y_pred, dim=1).gather(1, best).mean()
