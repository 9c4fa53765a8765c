# Log-sum-exp of the logits relative to the true one.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        true_logit = (y_pred * y_true).sum(dim=1, keepdim=True)
        return torch.logsumexp(y_pred - true_logit, dim=1).mean()
