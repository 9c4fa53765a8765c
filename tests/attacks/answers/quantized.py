# exercise: mse | A quantised number.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        loss = (y_pred - y_true).square().mean().detach().float()
        return torch.quantize_per_tensor(loss, 0.1, 0, torch.quint8)
