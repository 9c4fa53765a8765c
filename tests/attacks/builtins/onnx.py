# exercise: mse | The exporter's rewriting of the built-in.
import torch
from torch.onnx._internal.torchscript_exporter import symbolic_opset9


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return symbolic_opset9.mse_loss(y_pred, y_true)
