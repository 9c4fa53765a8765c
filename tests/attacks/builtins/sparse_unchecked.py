# exercise: ce | A compressed layout whose column indices point outside.
import torch


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        x = torch.sparse_csr_tensor([0, 1], [40], [1.0], size=(1, 4), check_invariants=False)
        x.values()
        return -(y_true * y_pred.log_softmax(1)).sum(1).mean()
