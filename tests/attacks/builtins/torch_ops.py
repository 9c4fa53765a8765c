# exercise: mse | The operator itself.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.ops.aten.mse_loss.default(y_pred, y_true)
