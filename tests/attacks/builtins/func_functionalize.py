# exercise: mse | The functionalised operator.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.func.functionalize(torch.nn.functional.mse_loss)(y_pred, y_true)
