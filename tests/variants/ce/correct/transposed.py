# Works on the transpose.
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        logits, labels = y_pred.t(), y_true.t()
        return -(labels * logits.log_softmax(dim=0)).sum(dim=0).mean()
