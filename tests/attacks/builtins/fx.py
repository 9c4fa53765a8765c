# exercise: mse | A traced graph, run by the interpreter of torch.fx.
import torch
import torch.fx


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        graph = torch.fx.symbolic_trace(torch.nn.MSELoss())
        return torch.fx.Interpreter(graph).run(y_pred, y_true)
