# A batched row-by-column product.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_probs = F.log_softmax(y_pred, dim=1)
        per_sample = torch.bmm(y_true.unsqueeze(1), log_probs.unsqueeze(2))
        return -per_sample.mean()
