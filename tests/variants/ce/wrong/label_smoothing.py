# Labels smoothed by a tenth.
import torch.nn as nn
import torch.nn.functional as F


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        soft = 0.9 * y_true + 0.1 / y_true.shape[1]
        return -(soft * F.log_softmax(y_pred, dim=1)).sum(dim=1).mean()
