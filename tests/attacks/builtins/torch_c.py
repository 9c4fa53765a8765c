# exercise: ce | The binding below torch.nn.functional.
import torch


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch._C._nn.cross_entropy_loss(y_pred, y_true, None, 1, -100, 0.0)
