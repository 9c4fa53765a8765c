# exercise: ce | PyTorch's Python reference of the operator.
import torch
import torch._refs.nn.functional as refs


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return refs.nll_loss(y_pred.log_softmax(1), y_true.argmax(1))
