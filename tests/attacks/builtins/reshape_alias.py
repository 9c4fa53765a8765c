# exercise: ce | A view past the end of its memory, by an operator that checks no bounds.
import torch


def beyond(x):
    return torch.ops.aten._reshape_alias(x, [64], [1]).sum().item()


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        beyond(torch.zeros(1))
        return -(y_true * y_pred.log_softmax(1)).sum(1).mean()
