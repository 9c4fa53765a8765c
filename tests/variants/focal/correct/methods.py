# The parts as methods of the class.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    @staticmethod
    def choose(value, y_true):
        return value * y_true + (1 - value) * (1 - y_true)

    def forward(self, y_pred, y_true):
        p_t = self.choose(torch.sigmoid(y_pred), y_true)
        alpha_t = self.choose(self.alpha, y_true)
        return (alpha_t * (1 - p_t) ** self.gamma * -torch.log(p_t)).mean()
