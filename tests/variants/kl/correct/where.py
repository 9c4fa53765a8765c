# Terms without weight are left out by where.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_q, p = F.log_softmax(y_pred, dim=1), F.softmax(y_true, dim=1)
        safe = torch.where(p > 0, p, torch.ones_like(p))
        terms = torch.where(p > 0, p * (safe.log() - log_q), torch.zeros_like(p))
        return terms.sum(dim=1).mean()
