# exercise: ce | The batching rule of the negative log-likelihood.
import torch
import torch.nn.functional as F


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.vmap(F.nll_loss)(y_pred.log_softmax(1), y_true.argmax(1)).mean()
