# exercise: ce | A view that keeps its offset when its storage is taken away.
import torch


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        x = torch.zeros(8)
        x[4:].untyped_storage().resize_(0)
        return -(y_true * y_pred.log_softmax(1)).sum(1).mean()
