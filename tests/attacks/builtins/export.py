# exercise: mse | An exported program.
import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        program = torch.export.export(torch.nn.MSELoss(), (y_pred.detach(), y_true))
        return program.run_decompositions().module()(y_pred, y_true)
