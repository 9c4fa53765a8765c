# Unstable: hides infinite logarithms.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_probs = torch.log(torch.softmax(y_pred, dim=1)).nan_to_num(neginf=-100.0)
        return -(y_true * log_probs).sum(dim=1).mean()
