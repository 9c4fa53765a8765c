# exercise: ce | PyTorch's own module.
import torch


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.nn.CrossEntropyLoss()(y_pred, y_true)
