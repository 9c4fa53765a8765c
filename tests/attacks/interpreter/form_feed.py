# exercise: mse | Form feeds and vertical whitespace between statements.
import torch
class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.nn.functional.mse_loss(y_pred, y_true)
