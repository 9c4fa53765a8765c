# exercise: mse | A tensor in MKLDNN's layout has a dispatch key of its own.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.nn.functional.mse_loss(y_pred.to_mkldnn(), y_true.to_mkldnn()).to_dense()
