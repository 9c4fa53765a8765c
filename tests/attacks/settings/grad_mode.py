# exercise: mse | Leaves gradients turned off.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        loss = (y_pred - y_true).square().mean()
        torch.set_grad_enabled(False)
        return loss
