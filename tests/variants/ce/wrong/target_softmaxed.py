# Softmax of the labels too.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        soft = torch.softmax(y_true, dim=1)
        return -(soft * F.log_softmax(y_pred, dim=1)).sum(dim=1).mean()
