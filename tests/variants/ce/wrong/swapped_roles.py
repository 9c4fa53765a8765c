# Prediction and target exchanged inside the formula.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        probs = torch.softmax(y_pred, dim=1)
        log_true = F.log_softmax(y_true, dim=1)
        return -(probs * log_true).sum(dim=1).mean()
