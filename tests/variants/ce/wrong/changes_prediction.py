# Works on the data of y_pred in place.
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        y_pred.data.sub_(y_pred.data.amax(dim=1, keepdim=True))
        log_probs = y_pred - y_pred.exp().sum(dim=1, keepdim=True).log()
        return -(y_true * log_probs).sum(dim=1).mean()
