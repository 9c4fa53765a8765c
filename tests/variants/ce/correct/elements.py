# Every logit by itself, in Python.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        total = y_pred.new_zeros(())
        for row, labels in zip(y_pred, y_true, strict=True):
            log_sum = torch.logsumexp(row, 0)
            for logit, label in zip(row, labels, strict=True):
                total = total + label * (log_sum - logit)
        return total / len(y_pred)
