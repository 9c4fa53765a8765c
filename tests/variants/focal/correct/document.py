# The document's operations: p_t, alpha_t, the modulating factor, -log p_t, mean.
import torch
import torch.nn as nn


class MyFocalLoss(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, y_pred, y_true, print_info=False):
        p_pred = torch.sigmoid(y_pred)
        pt = p_pred * y_true + (1 - p_pred) * (1 - y_true)
        alphat = self.alpha * y_true + (1 - self.alpha) * (1 - y_true)
        modulating_factor = (1 - pt) ** self.gamma
        ce_loss = -torch.log(pt)
        if print_info:
            print(f"pt:\n{pt}")
            print(f"modulating_factor:\n{modulating_factor}")
            print(f"ce_loss:\n{ce_loss}")
            print(f"focal_loss per sample:\n{alphat * modulating_factor * ce_loss}")
        return torch.mean(alphat * modulating_factor * ce_loss)
