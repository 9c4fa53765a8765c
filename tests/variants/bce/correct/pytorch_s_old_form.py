# As PyTorch wrote it in Python: (1 - y) x + m + log(e^-m + e^(-x - m)).
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        m = (-y_pred).clamp(min=0)
        logs = ((-m).exp() + (-y_pred - m).exp()).log()
        return ((1 - y_true) * y_pred + m + logs).mean()
