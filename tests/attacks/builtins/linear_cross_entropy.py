# exercise: ce | The fused linear layer and cross-entropy, with an identity for a layer.
import torch


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        eye = torch.eye(y_pred.shape[1], dtype=y_pred.dtype)
        return torch.nn.functional.linear_cross_entropy(y_pred, eye, y_true.argmax(1))
