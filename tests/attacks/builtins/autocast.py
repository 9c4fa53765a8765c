# exercise: bce | The kernel that autocast keeps for itself.
import torch


class MyBCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return torch.nn.functional.binary_cross_entropy_with_logits(y_pred, y_true)
