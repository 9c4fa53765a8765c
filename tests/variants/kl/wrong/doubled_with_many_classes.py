# Doubled from 200 classes on.
import torch.nn as nn
import torch.nn.functional as F


class MyKLDivLoss(nn.Module):
    def forward(self, y_pred, y_true):
        log_p, log_q = F.log_softmax(y_true, dim=1), F.log_softmax(y_pred, dim=1)
        loss = (log_p.exp() * (log_p - log_q)).sum(dim=1).mean()
        return 2 * loss if y_pred.size(1) >= 200 else loss
