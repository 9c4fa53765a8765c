# Positives and negatives are summed apart.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true):
        positive = y_true.bool()
        yes, no = torch.sigmoid(y_pred[positive]), torch.sigmoid(-y_pred[~positive])
        total = self.alpha * ((1 - yes) ** self.gamma * yes.log()).sum()
        total = total + (1 - self.alpha) * ((1 - no) ** self.gamma * no.log()).sum()
        return -total / y_pred.numel()
