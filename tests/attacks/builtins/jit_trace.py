# exercise: mse | A traced function.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        traced = torch.jit.trace(torch.nn.functional.mse_loss, (y_pred, y_true))
        return traced(y_pred, y_true)
