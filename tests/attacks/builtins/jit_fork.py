# exercise: mse | The built-in in TorchScript's thread pool.
import torch


@torch.jit.script
def own(p: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
    return torch.jit.wait(torch.jit.fork(torch.mul, p - t, p - t)).mean()


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.jit.wait(torch.jit.fork(torch.nn.functional.mse_loss, y_pred, y_true))
