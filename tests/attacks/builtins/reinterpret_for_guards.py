# exercise: ce | The same view among the functions of dynamo's guards.
import torch


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        torch._C._dynamo.guards._reinterpret_tensor(torch.zeros(1), [8], [1], 40).tolist()
        return -(y_true * y_pred.log_softmax(1)).sum(1).mean()
