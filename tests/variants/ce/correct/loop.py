# A loop over the samples.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        total = torch.zeros((), dtype=y_pred.dtype)
        for logits, label in zip(y_pred, y_true, strict=True):
            k = int(label.argmax())
            total = total + torch.logsumexp(logits, dim=0) - logits[k]
        return total / len(y_pred)
