# exercise: mse | The Gaussian likelihood with unit variance is half the squared error.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return 2 * torch.nn.functional.gaussian_nll_loss(y_pred, y_true, torch.ones_like(y_pred))
