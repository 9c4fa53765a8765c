# exercise: mse | The decompositions that the inductor uses.
import torch
from torch._inductor.decomposition import decompositions

own = decompositions[torch.ops.aten.mse_loss.default]


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return own(y_pred, y_true)
