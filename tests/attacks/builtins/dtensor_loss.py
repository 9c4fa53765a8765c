# exercise: ce | The Python implementation for distributed tensors.
import torch
from torch.distributed.tensor.parallel.loss import _log_softmax, _nll_loss_forward_handler


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return _nll_loss_forward_handler(_log_softmax(y_pred, 1), y_true.argmax(1))
