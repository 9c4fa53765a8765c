# exercise: mse | A call of the module without its parameters.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.func.functional_call(torch.nn.MSELoss(), {}, (y_pred, y_true))
