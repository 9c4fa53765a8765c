# With the maximum taken by amax and kept in the graph.
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        shifted = y_pred - y_pred.amax(dim=1, keepdim=True)
        log_sum = shifted.exp().sum(dim=1, keepdim=True).log()
        return (y_true * (log_sum - shifted)).sum(1).mean()
