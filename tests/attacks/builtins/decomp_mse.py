# exercise: mse | The decomposition of the operator, by name.
import torch
from torch._decomp import decompositions


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return decompositions.mse_loss(y_pred, y_true)
