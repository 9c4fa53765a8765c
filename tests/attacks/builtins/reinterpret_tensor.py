# exercise: ce | Inductor's view with an offset that nobody checks.
import torch


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        torch.ops.inductor._reinterpret_tensor(torch.zeros(1), [8], [1], 40).tolist()
        return -(y_true * y_pred.log_softmax(1)).sum(1).mean()
