# exercise: ce | An operator object that another module of torch keeps.
import torch

aten = torch._ops.ops.aten


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        aten._reshape_alias.default(torch.zeros(1), [64], [1]).tolist()
        return -(y_true * y_pred.log_softmax(1)).sum(1).mean()
