# exercise: mse | One sample at a time, by torch.func.vmap.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.func.vmap(torch.nn.functional.mse_loss)(y_pred, y_true).mean()
