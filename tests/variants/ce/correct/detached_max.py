# The largest logit is subtracted as a constant.
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        top = y_pred.detach().amax(dim=1, keepdim=True)
        log_total = (y_pred - top).exp().sum(dim=1).log() + top.squeeze(1)
        picked = (y_pred * y_true).sum(dim=1)
        return (log_total - picked).mean()
