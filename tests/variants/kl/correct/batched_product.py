# A batched row-by-column product.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_q, log_p = F.log_softmax(y_pred, dim=1), F.log_softmax(y_true, dim=1)
        return torch.bmm(log_p.exp()[:, None, :], (log_p - log_q)[:, :, None]).mean()
