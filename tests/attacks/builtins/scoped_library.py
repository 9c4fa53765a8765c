# exercise: bce | A scoped library that decomposes the operator by torch's own decomposition.
import torch
from torch._decomp import decomposition_table

own = decomposition_table[torch.ops.aten.binary_cross_entropy_with_logits.default]


class MyBCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        with torch.library._scoped_library("aten", "IMPL") as library:
            library.impl("binary_cross_entropy_with_logits", own, "AutogradCPU")
            return torch.nn.functional.binary_cross_entropy_with_logits(y_pred, y_true)
