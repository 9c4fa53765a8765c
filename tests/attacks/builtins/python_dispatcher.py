# exercise: mse | The Python dispatcher, with kernels looked up from Python.
import torch
from torch._dispatch.python import enable_python_dispatcher


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        with enable_python_dispatcher():
            return torch.ops.aten.mse_loss.default(y_pred, y_true)
