# The log-probability of the true class by index.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        classes = y_true.argmax(dim=1, keepdim=True)
        log_probs = torch.log_softmax(y_pred, dim=1)
        return -log_probs.gather(1, classes).mean()
