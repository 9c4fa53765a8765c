# A loop over the samples.
import torch
import torch.nn as nn


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        total = torch.zeros((), dtype=y_pred.dtype)
        for q_logits, p_logits in zip(y_pred, y_true, strict=True):
            log_q = q_logits - torch.logsumexp(q_logits, dim=0)
            p = torch.softmax(p_logits, dim=0)
            total = total + (p * (p.log() - log_q)).sum()
        return total / y_pred.shape[0]
