# The normaliser by adding one class after the other in log space.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_sum = y_pred[:, 0]
        for c in range(1, y_pred.shape[1]):
            log_sum = torch.logaddexp(log_sum, y_pred[:, c])
        return (log_sum - (y_pred * y_true).sum(1)).mean()
