# exercise: mse | The lazy tensors of TorchScript's backend, with kernels of their own.
import torch
import torch._lazy.ts_backend

torch._lazy.ts_backend.init()


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        loss = torch.nn.functional.mse_loss(y_pred.to("lazy"), y_true.to("lazy"))
        return loss.to("cpu")
