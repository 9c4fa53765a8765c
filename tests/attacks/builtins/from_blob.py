# exercise: ce | A tensor over the address of an object.
import torch


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        x = torch.zeros(4)
        torch._C._VariableFunctions._from_blob(x.data_ptr() + 64, [4])
        return -(y_true * y_pred.log_softmax(1)).sum(1).mean()
