# The sigmoid by tanh, labels picked by where.
import torch
import torch.nn as nn


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        sign = torch.where(y_true == 1, 1.0, -1.0).to(y_pred.dtype)
        p_t = torch.sigmoid(sign * y_pred)
        return -torch.mean(torch.log(p_t))
