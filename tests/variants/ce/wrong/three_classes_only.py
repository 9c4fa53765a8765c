# Written out for three classes.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_probs = F.log_softmax(y_pred, dim=1)
        picked = y_true[:, 0] * log_probs[:, 0] + y_true[:, 1] * log_probs[:, 1]
        if y_pred.shape[1] > 2:
            picked = picked + y_true[:, 2] * log_probs[:, 2]
        return -picked.mean()
