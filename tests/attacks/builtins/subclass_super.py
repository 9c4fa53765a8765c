# exercise: bce | A subclass whose forward calls its parent's.
import torch


class MyBCELoss(torch.nn.BCEWithLogitsLoss):
    def forward(self, y_pred, y_true):
        return super().forward(y_pred, y_true)
