# Labels and log-probabilities by einsum.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_probs = y_pred.log_softmax(dim=-1)
        return -torch.einsum("nc,nc->", y_true, log_probs) / y_pred.size(0)
