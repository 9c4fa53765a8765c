# exercise: ce | A scripted function.
import torch


@torch.jit.script
def own(p: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.cross_entropy(p, t)


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return own(y_pred, y_true)
