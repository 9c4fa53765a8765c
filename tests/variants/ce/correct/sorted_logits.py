# The normaliser from the sorted logits.
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        ordered = y_pred.sort(dim=1, descending=True).values
        largest = ordered[:, :1]
        log_sum = largest + (ordered - largest).exp().sum(1, keepdim=True).log()
        return -((y_pred - log_sum) * y_true).sum() / y_pred.shape[0]
