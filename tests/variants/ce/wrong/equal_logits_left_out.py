# Where several logits are largest, all but one are left out.
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        largest, place = y_pred.max(dim=1, keepdim=True)
        others = (y_pred != largest).to(y_pred.dtype).scatter(1, place, 1.0)
        log_sum = largest + ((y_pred - largest).exp() * others).sum(dim=1, keepdim=True).log()
        return -(y_true * (y_pred - log_sum)).sum(dim=1).mean()
