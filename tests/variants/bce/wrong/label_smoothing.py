# Labels smoothed by a tenth.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        p = torch.sigmoid(y_pred)
        soft = 0.9 * y_true + 0.05
        return -(soft * torch.log(p) + (1 - soft) * torch.log(1 - p)).mean()
