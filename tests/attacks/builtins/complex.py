# exercise: mae | Complex numbers take another branch of autograd.
import torch


class MyMAELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        loss = torch.nn.functional.l1_loss(y_pred.to(torch.complex128), y_true.to(torch.complex128))
        return loss.real.to(y_pred.dtype)
