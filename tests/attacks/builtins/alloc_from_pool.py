# exercise: ce | A tensor from a pool that is smaller than it.
import torch


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        pool = torch.zeros(1)
        torch.ops.inductor._alloc_from_pool(pool, 160, torch.float32, [8], [1]).tolist()
        return -(y_true * y_pred.log_softmax(1)).sum(1).mean()
