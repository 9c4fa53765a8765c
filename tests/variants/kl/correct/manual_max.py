# The largest logit is subtracted by hand.
import torch
import torch.nn as nn


def softened(logits):
    shifted = logits - logits.max(dim=1, keepdim=True).values
    return shifted - torch.log(torch.exp(shifted).sum(dim=1, keepdim=True))


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        return (softened(y_true).exp() * (softened(y_true) - softened(y_pred))).sum(dim=1).mean()
